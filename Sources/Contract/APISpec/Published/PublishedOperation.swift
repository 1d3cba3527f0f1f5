public import JSON

/// One operation of a published document, as rules about it see it.
public struct PublishedOperation: Sendable {
    public struct Parameter: Sendable {
        /// The Parameter Object.
        public let node: Node
        /// Where it is listed: the object itself, or the reference to it.
        public let use: Node
        public let name: String
        /// `in` as written.
        public let place: String
    }

    /// Lower case.
    public let method: String
    /// The key of the path, and the key of the method.
    public let pathKey: Node
    public let methodKey: Node
    public let node: Node
    /// Its own, and those of the path item that it does not override.
    public let parameters: [Parameter]
    /// Whether that is all: false if one of them cannot be read.
    public let hasAllParameters: Bool

    public var path: String { pathKey.keyText }
    /// Such as "GET /tasks".
    public var title: String { "\(method.uppercased()) \(path)" }

    init(_ source: OperationSource) {
        method = source.method
        pathKey = source.pathKey
        methodKey = source.methodKey
        node = source.node
        parameters = source.parameters.map {
            Parameter(node: $0.node, use: $0.use, name: $0.name, place: $0.node["in"]?.string ?? "")
        }
        hasAllParameters = source.hasAllParameters
    }
}

extension Node {
    /// The text of a member's key, those included that YAML reads as numbers.
    public var nameText: String { keyText }
}
