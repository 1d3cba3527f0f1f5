/// How large a JSON text may be before it is refused.
public struct JSONLimits: Sendable {
    /// Bytes of text.
    public var bytes = 1 << 20
    /// Arrays and objects inside each other; a lone scalar has depth 0.
    public var depth = 64
    /// Values and member names together.
    public var nodes = 100_000

    public init(bytes: Int = 1 << 20, depth: Int = 64, nodes: Int = 100_000) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }
}
