public import JSON
import Outbound

/// Judges a live API by its specification.
public struct APIConform: Tool {
    public let name = "api.conform"
    public let description = "Holds a live server against its specification, and shows each departure by a curl line."
    private let judge: any ConformanceJudge

    /// The files a folder of the specification may hold; the first one must be there.
    private static let names = ["openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml", "integrations.yaml"]
    private static let fileLimit = 4_194_304

    public init(judge: any ConformanceJudge) { self.judge = judge }

    public var inputSchema: JSONValue {
        InputShape.object(
            [
                "url": InputShape.url,
                "spec": [
                    "type": "string", "minLength": 1, "maxLength": 4_096,
                    "description": "A folder with openapi.yaml, or one OpenAPI document.",
                ],
                "users": [
                    "type": "string", "minLength": 1, "maxLength": 4_096,
                    "description": "A file with a list of {username, password, role}.",
                ],
                "only": [
                    "type": "array", "maxItems": 64, "items": ["type": "string", "minLength": 1, "maxLength": 128],
                    "description": "Globs of the rules to hold; without them all.",
                ],
                "seed": [
                    "type": "integer", "minimum": 0, "default": 1, "description": "Decides what is generated.",
                ],
            ], required: ["url", "spec"])
    }

    /// Gives `{url, specification, requests, checks, passed, failed, not_judged: [{rule, subject, reason}], findings}`.
    public func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let place = try Self.place(input.text("url"))
        let target = try await reported { () async throws(EgressError) in
            try await context.egress.check(host: place.host, port: place.port)
        }
        let spec = input.text("spec")
        let root = spec.count > 1 && spec.hasSuffix("/") ? String(spec.dropLast()) : spec
        let order = ConformanceOrder(
            url: "http://\(target)", target: target, root: root,
            files: try await Self.specification(root, in: context),
            users: try await Self.users(input["users"]?.stringValue, in: context), only: input.texts("only") ?? [],
            seed: UInt64(input.integer("seed", or: 1)))
        return Self.output(try await judge.judge(order), of: order)
    }

    private static func place(_ text: String) throws(ToolError) -> (host: String, port: Int) {
        let url: WebURL
        do { url = try WebURL(text) } catch { throw ToolError(error) }
        guard url.scheme == .http else {
            throw ToolError(
                kind: .invalidInput,
                message: "\(text): the judge speaks plain HTTP; name the server itself, not the proxy that adds TLS")
        }
        return ("\(url.host)", url.port)
    }

    /// The files of a folder, or the one document.
    private static func specification(
        _ root: String, in context: ToolContext
    ) async throws(ToolError) -> [String: [UInt8]] {
        if [".yaml", ".yml", ".json"].contains(where: root.hasSuffix) {
            return [root: try await read(root, in: context)]
        }
        var files = ["\(root)/\(names[0])": try await read("\(root)/\(names[0])", in: context)]
        for name in names.dropFirst() {
            files["\(root)/\(name)"] = try await readIfThere("\(root)/\(name)", in: context)
        }
        return files
    }

    private static func users(
        _ path: String?, in context: ToolContext
    ) async throws(ToolError) -> (file: String, bytes: [UInt8])? {
        guard let path else { return nil }
        return (path, try await read(path, in: context))
    }

    private static func read(_ path: String, in context: ToolContext) async throws(ToolError) -> [UInt8] {
        try await reportedFiles { () async throws(FileError) in try await context.files.read(path, limit: fileLimit) }
    }

    private static func readIfThere(_ path: String, in context: ToolContext) async throws(ToolError) -> [UInt8]? {
        do {
            return try await context.files.read(path, limit: fileLimit)
        } catch {
            if case .notFound = error { return nil }
            throw ToolError(error)
        }
    }

    private static func output(_ verdict: ConformanceVerdict, of order: ConformanceOrder) -> JSONValue {
        let findings = verdict.departures.map { Finding($0, at: order.url) }
        return [
            "url": .string(order.url), "specification": .string(verdict.specification),
            "requests": .integer(verdict.requests), "checks": .integer(verdict.checks),
            "passed": .integer(verdict.passed), "failed": .integer(findings.count),
            "not_judged": .array(
                verdict.gaps.map {
                    ["rule": .string($0.rule), "subject": .string($0.subject), "reason": .string($0.reason)]
                }),
            "findings": JSONValue(findings),
        ]
    }
}

extension Finding {
    /// What guards callers from each other is grave; other promises that must be kept are worth a repair.
    init(_ departure: ConformanceVerdict.Departure, at url: String) {
        let group = departure.rule.prefix { $0 != "." }
        let isGuard = group == "auth" || group == "object"
        self.init(
            rule: "conform.\(departure.rule)",
            severity: isGuard ? .high : departure.isBinding ? .medium : .low,
            title: "\(departure.subject): \(departure.title) - not kept",
            evidence: [
                "attempt": .string(departure.attempt), "expected": .string(departure.expected),
                "got": .string(departure.got), "specification": JSONValue(departure.specification),
                "curl": .string(departure.curl),
            ],
            remedy: "Let \(departure.subject) answer as the specification says, or change the specification"
                + (departure.specification.map { " at \($0)." } ?? "."),
            location: url)
    }
}
