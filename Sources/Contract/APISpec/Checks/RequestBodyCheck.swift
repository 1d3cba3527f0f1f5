import JSON

/// Bodies have a media type, and stand where HTTP gives a body a meaning.
struct RequestBodyCheck: Check {
    func run(on specification: Specification) -> [Diagnostic] {
        specification.operations.flatMap { operation -> [Diagnostic] in
            guard let use = operation.node["requestBody"] else { return [] }
            var found: [Diagnostic] = []
            if ["get", "head", "trace"].contains(operation.method) {
                // RFC 9110, section 9.3.1: content in a GET request has no generally defined semantics.
                found.append(
                    Diagnostic(
                        code: "meaningless-body", "\(operation.method.uppercased()) has no body",
                        help: "declare query parameters, or use POST", at: use))
            }
            guard let content = specification.resolved(use)?["content"], content.kind == .object else { return found }
            if content.count == 0 {
                found.append(Diagnostic(code: "missing-key", "\"content\" needs a media type", at: content))
            }
            return found + content.members.compactMap { MediaTypeFault.find(in: $0.key) }
        }
    }
}

/// Whether a key of `content` is a media type.
enum MediaTypeFault {
    static func find(in key: Node) -> Diagnostic? {
        let parts = MediaType.essence(key.keyText).split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }) { return nil }
        return Diagnostic(
            code: "media-type", "\"\(key.keyText)\" is not a media type", help: "such as \"application/json\"", at: key)
    }
}

extension MediaType {
    /// Lower case, without parameters.
    static func essence(_ text: String) -> String {
        let essence = text.split(separator: ";", maxSplits: 1).first ?? ""
        return String(essence.trimmingSpaces).lowercased()
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return text
    }
}
