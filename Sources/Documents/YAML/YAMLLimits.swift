/// How large a YAML file may be before it is refused.
///
/// Each limit also bounds the time that reading takes.
public struct YAMLLimits: Sendable {
    /// Bytes of text.
    public var bytes: Int
    /// Sequences and mappings inside each other.
    public var depth: Int
    /// Values and member names together, those that aliases stand for included.
    public var nodes: Int
    /// Bytes of one scalar.
    public var scalarBytes: Int
    /// Nodes that all aliases together may stand for.
    public var aliasNodes: Int
    /// Anchors in the file.
    public var anchors: Int

    public init(
        bytes: Int = 1 << 20, depth: Int = 64, nodes: Int = 200_000, scalarBytes: Int = 65_536,
        aliasNodes: Int = 10_000, anchors: Int = 1000
    ) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.scalarBytes = scalarBytes
        self.aliasNodes = aliasNodes
        self.anchors = anchors
    }
}
