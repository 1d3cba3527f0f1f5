import Crypto
import JSON

/// What a server and a judge compare to know that they speak of the same promise.
///
/// `sha256:` and the digest, in hexadecimal, of the canonical text (RFC 8785) of one object: the bundled OpenAPI and
/// AsyncAPI documents, errors.yaml and limits.yaml. Comments, order and layout of the files do not count.
enum ContractHash {
    static func make(of parts: JSONValue) -> String {
        let digest = SHA256.hash(data: parts.canonicalBytes)
        let text = digest.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        return "sha256:\(text)"
    }
}

extension PublishedDocuments {
    /// The hash of these documents and the catalogues beside them.
    func hash(errors: Node?, limits: Node?) -> String {
        var parts: JSONValue = ["openapi": openAPI]
        parts["asyncapi"] = asyncAPI
        parts["errors"] = errors.map(JSONValue.init)
        parts["limits"] = limits.map(JSONValue.init)
        return ContractHash.make(of: parts)
    }
}
