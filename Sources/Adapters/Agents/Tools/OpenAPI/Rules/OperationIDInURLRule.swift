import APISpec
import JSON

/// Every operationId can stand in a URL as it is.
struct OperationIDInURLRule: OpenAPIRule {
    let name = "operation-operationId-valid-in-url"
    let severity = Finding.Severity.low
    let remedy = "Use letters, digits and - . _ ~ : / ? # [ ] @ ! $ & ' ( ) * + , ; = only."

    func faults(in document: PublishedDocument) -> [RuleFault] {
        document.operations.compactMap { operation in
            guard let node = operation.node["operationId"], let id = node.string, !id.utf8.allSatisfy(Self.isAllowed)
            else { return nil }
            return RuleFault(node: node, message: "the operationId \"\(id)\" has characters that a URL cannot hold")
        }
    }

    /// The unreserved and reserved characters of RFC 3986 section 2.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        LogBytes.isWord(byte) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte)
    }
}
