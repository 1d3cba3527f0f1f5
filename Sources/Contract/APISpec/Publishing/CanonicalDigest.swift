import Crypto
package import JSON

/// `sha256:` and the digest, in hexadecimal, of a value's canonical text (RFC 8785).
package enum CanonicalDigest {
    package static func sha256(_ value: JSONValue) -> String {
        let digest = SHA256.hash(data: value.canonicalBytes)
        let text = digest.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        return "sha256:\(text)"
    }
}

extension PublishedDocuments {
    /// What a server and a judge compare to know that they speak of the same promise.
    ///
    /// The digest of the bundled OpenAPI and AsyncAPI documents, errors.yaml and limits.yaml; comments, order and layout
    /// of the files do not count.
    func hash(errors: Node?, limits: Node?) -> String {
        var parts: JSONValue = ["openapi": openAPI]
        parts["asyncapi"] = asyncAPI
        parts["errors"] = errors.map(JSONValue.init)
        parts["limits"] = limits.map(JSONValue.init)
        return CanonicalDigest.sha256(parts)
    }
}
