import APISpec
import JSON
import YAML

/// How the bytes of a media type become a document.
enum BodyFormat: Sendable {
    case json
    case yaml
    case urlEncoded(FormPlan)
    case multipart(FormPlan)
    /// UTF-8.
    case text
    /// Any bytes.
    case binary

    /// - Parameters:
    ///   - media: the type of the request.
    ///   - type: what is declared for it.
    init(_ media: MediaRange, _ type: MediaType, spec: SourceLocation?) {
        if media.isJSON {
            self = .json
        } else if media.isYAML {
            self = .yaml
        } else if let form = FormPlan(type, spec: spec) {
            self = media.isMultipartForm ? .multipart(form) : .urlEncoded(form)
        } else {
            self = media.type == "text" ? .text : .binary
        }
    }

    /// The document in the bytes, and what is wrong with single fields of a form.
    func read(_ bytes: [UInt8], _ media: MediaRange, _ limits: JSONLimits) throws(Fault.Unreadable) -> (Node, [Fault]) {
        switch self {
        case .json:
            do { return (try Document.json(bytes, limits: limits).root, []) } catch { throw Fault.Unreadable(error) }
        case .yaml: return (try Self.yaml(bytes, limits), [])
        case .urlEncoded(let form):
            let (value, faults) = try form.read(urlEncoded: bytes, limits)
            return (Document(value).root, faults)
        case .multipart(let form):
            var reader = try MultipartReader(bytes, boundary: media.parameters["boundary"])
            let (value, faults) = form.read(try reader.fields(limit: limits.nodes))
            return (Document(value).root, faults)
        case .text:
            guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault.Unreadable("is not UTF-8") }
            return (Document(.string(text)).root, [])
        case .binary: return (Document(.string(OctetText.string(bytes))).root, [])
        }
    }

    private static func yaml(_ bytes: [UInt8], _ limits: JSONLimits) throws(Fault.Unreadable) -> Node {
        let limits = YAMLLimits(bytes: limits.bytes, depth: limits.depth, nodes: limits.nodes)
        do throws(Diagnostics) { return try YAMLReader.read(bytes, file: "the body", limits: limits).root } catch {
            let first = error.items.first
            let place = first?.location.map { ", at line \($0.line), column \($0.column)" } ?? ""
            throw Fault.Unreadable("is not YAML: \(first?.message ?? "it cannot be read")\(place)")
        }
    }
}
