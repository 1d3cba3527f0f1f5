import APISpec
import JSON
import JSONSchema

/// The body of one operation, worked out beforehand.
struct BodyPlan: Sendable {
    private struct Content: Sendable {
        var media: MediaRange
        var schema: CompiledSchema?
    }

    /// Faults listed at most, so that a hostile body cannot make the refusal huge.
    static let faultLimit = 100

    private let declared: RequestBody?
    private let contents: [Content]
    /// What the usual fields, written exactly as the contract writes them, lead to.
    private let exact: [String: Content]
    private let names: String
    /// Accept-Post (W3C LDP 7.1), Accept-Patch (RFC 5789) or Accept (RFC 9110 section 12.5.1).
    private let acceptField: String
    private let limits: JSONLimits
    private let place: String?

    init(_ operation: Operation, _ limits: RequestLimits) {
        declared = operation.body
        let content = operation.body?.content ?? []
        let contents = content.compactMap { type in
            MediaRange(type.name).map { Content(media: $0, schema: type.schema) }
        }
        self.contents = contents
        exact = content.reduce(into: [:]) { exact, type in
            exact[type.name] = ContentType(type.name).flatMap { Self.best(for: $0, among: contents) }
        }
        names = content.map(\.name).joined(separator: ", ")
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
            let node = try Self.parse(request.body, content.media, limits)
            return (node, content.schema?.bodyFaults(of: node) ?? [])
        } catch {
            return (nil, [error.fault])
        }
    }

    /// The JSON document in the body with the schema that judges it; nil for a body of any other kind.
    func document(in request: Request) -> (node: Node, schema: CompiledSchema)? {
        guard request.body.count <= limits.bytes, let content = try? content(for: request.headers),
            content.media.isJSON, let schema = content.schema,
            let document = try? Document.json(request.body, limits: limits)
        else { return nil }
        return (document.root, schema)
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
        guard let type = ContentType(text), let best = Self.best(for: type, among: contents) else {
            throw unsupported(text)
        }
        return best
    }

    /// The narrowest content that the type belongs to.
    private static func best(for type: ContentType, among contents: [Content]) -> Content? {
        guard type.charset == nil || type.charset == "utf-8" else { return nil }
        let matching = contents.filter { $0.media.contains(type.media) }
        return matching.max { $0.media.precision < $1.media.precision }
            .map { Content(media: type.media, schema: $0.schema) }
    }

    private func unsupported(_ text: String, headers: [(String, String)] = []) -> Refusal {
        Refusal(
            "UNSUPPORTED_MEDIA_TYPE", ["media_type": String(text.prefix(200)), "supported": names],
            headers: headers.isEmpty ? [(acceptField, names)] : headers)
    }

    /// JSON as a document, any other text as a string.
    private static func parse(
        _ bytes: [UInt8], _ media: MediaRange, _ limits: JSONLimits
    ) throws(Fault.Unreadable) -> Node {
        if media.isJSON {
            do { return try Document.json(bytes, limits: limits).root } catch { throw Fault.Unreadable(error) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault.Unreadable("is not UTF-8") }
        return Document(.string(text)).root
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
