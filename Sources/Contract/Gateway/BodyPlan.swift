import APISpec
import JSON
import JSONSchema

/// The body of one operation, worked out beforehand.
struct BodyPlan: Sendable {
    private struct Content: Sendable {
        /// The type of the request, or the declared one.
        var media: MediaRange
        var schema: CompiledSchema?
        var format: BodyFormat
    }

    /// Faults listed at most, so that a hostile body cannot make the refusal huge.
    static let faultLimit = 100

    private let declared: RequestBody?
    private let contents: [MediaType]
    /// What the usual fields, written exactly as the contract writes them, lead to.
    private let exact: [String: Content]
    private let names: String
    /// Accept-Post (W3C LDP 7.1), Accept-Patch (RFC 5789) or Accept (RFC 9110 section 12.5.1).
    private let acceptField: String
    private let limits: JSONLimits
    private let location: SourceLocation?
    private let place: String?

    init(_ operation: Operation, _ limits: RequestLimits) {
        declared = operation.body
        let contents = operation.body?.content ?? []
        let spec = operation.location
        self.contents = contents
        location = spec
        exact = contents.reduce(into: [:]) { exact, type in
            exact[type.name] = ContentType(type.name).flatMap { Self.best(for: $0, among: contents, spec) }
        }
        names = contents.map(\.name).joined(separator: ", ")
        acceptField = ["POST": "Accept-Post", "PATCH": "Accept-Patch"][operation.method] ?? "Accept"
        self.limits = JSONLimits(bytes: limits.bodyBytes, depth: limits.jsonDepth, nodes: limits.jsonNodes)
        place = operation.location?.description
    }

    /// The document in the body, and what is wrong with it.
    func read(_ request: Request) throws(Refusal) -> (Node?, [Fault]) {
        guard request.body.count <= limits.bytes else {
            throw Refusal("PAYLOAD_TOO_LARGE", ["limit": String(limits.bytes)])
        }
        guard let declared else { return (nil, Self.saysNothing(request.body) ? [] : [undeclared]) }
        if request.body.isEmpty { return (nil, declared.required ? [missing] : []) }
        let content = try content(for: request.headers)
        do throws(Fault.Unreadable) {
            let (node, faults) = try content.format.read(request.body, content.media, limits)
            guard faults.isEmpty else { return (node, faults) }
            return (node, Self.faults(in: node, content))
        } catch {
            return (nil, [error.fault])
        }
    }

    /// What mends the body; nil for one that is neither JSON nor an urlencoded form, or has no schema.
    func mending(of request: Request) -> BodyMending? {
        guard request.body.count <= limits.bytes, let content = try? content(for: request.headers),
            let schema = content.schema
        else { return nil }
        switch content.format {
        case .json: return .json(schema, limits)
        case .urlEncoded(let plan): return .form(FormMending(plan: plan, schema: schema, limits: limits))
        case .yaml, .multipart, .text, .binary: return nil
        }
    }

    private static func faults(in node: Node, _ content: Content) -> [Fault] {
        guard let schema = content.schema else { return [] }
        if case .binary = content.format, !schema.acceptedKinds.contains(.string) {
            let message = "cannot be judged by its schema as \(content.media.name): send JSON where that is declared"
            return [Fault(place: "body", pointer: "", keyword: "content", message: message)]
        }
        return schema.bodyFaults(of: node)
    }

    /// The declared content that the request's Content-Type names.
    private func content(for headers: HeaderFields) throws(Refusal) -> Content {
        if let coding = headers["content-encoding"], coding.lowercased() != "identity" {
            throw unsupported("with Content-Encoding \(coding)", headers: [("Accept-Encoding", "identity")])
        }
        let fields = headers.all("content-type")
        guard let text = fields.first else { throw unsupported("(none)") }
        guard fields.count == 1 else { throw unsupported(text) }
        if let known = exact[text] { return known }
        guard let type = ContentType(text), let best = Self.best(for: type, among: contents, location) else {
            throw unsupported(text)
        }
        return best
    }

    /// The narrowest content that the type belongs to.
    private static func best(
        for type: ContentType, among contents: [MediaType], _ spec: SourceLocation?
    ) -> Content? {
        guard type.charset == nil || type.charset == "utf-8", let best = contents.narrowest(for: type.media) else {
            return nil
        }
        return Content(media: type.media, schema: best.schema, format: BodyFormat(type.media, best, spec: spec))
    }

    private func unsupported(_ text: String, headers: [(String, String)] = []) -> Refusal {
        Refusal(
            "UNSUPPORTED_MEDIA_TYPE", ["media_type": String(text.prefix(200)), "supported": names],
            headers: headers.isEmpty ? [(acceptField, names)] : headers)
    }

    /// An empty object says nothing either: some clients send one with every POST.
    private static func saysNothing(_ body: [UInt8]) -> Bool {
        let marks = body.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return marks.isEmpty || marks == Array("{}".utf8)
    }

    private var undeclared: Fault {
        Fault(place: "body", pointer: "", keyword: "requestBody", message: "takes no body here", spec: place)
    }

    private var missing: Fault {
        Fault(place: "body", pointer: "", keyword: "required", message: "must be sent: \(names)", spec: place)
    }
}

extension Fault {
    /// A body that cannot be read at all.
    struct Unreadable: Error {
        let fault: Fault

        init(_ error: JSONSyntaxError) {
            self.init("is not JSON: \(error.message), at line \(error.line), column \(error.column)")
        }

        init(_ message: String) {
            fault = Fault(place: "body", pointer: "", keyword: "syntax", message: message)
        }
    }
}
