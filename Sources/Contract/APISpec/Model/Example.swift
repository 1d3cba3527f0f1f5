public import JSON

/// A value that a document gives as an example.
public struct Example: Sendable {
    /// Its key under `examples`; nil for the one of `example`.
    public var name: String?
    public var value: Node
}
