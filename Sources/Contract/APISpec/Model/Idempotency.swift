public import JSON

/// How a request that was carried out already is known again (`x-idempotency`).
///
/// draft-ietf-httpapi-idempotency-key-header. How long a key is remembered is `request.idempotency_seconds` of
/// limits.yaml.
public struct Idempotency: Sendable, Equatable {
    /// The header parameter that carries the key.
    public var header: String
    /// The field that an answer has, with the value `true`, when an earlier request was carried out; nil for none.
    public var replayed: String?
    /// The code for a key that comes again with another request.
    public var conflict: String

    /// Nil for a node that the shape check refuses.
    public init?(_ node: Node) {
        guard let header = node["header"]?.string, let conflict = node["conflict"]?.string else { return nil }
        self.header = header
        replayed = node["replayed"]?.string
        self.conflict = conflict
    }
}
