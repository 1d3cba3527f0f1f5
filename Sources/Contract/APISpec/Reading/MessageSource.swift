import JSON

/// One message of the WebSocket as asyncapi.yaml has it.
struct MessageSource: Sendable {
    enum Direction: Sendable {
        /// From the server.
        case event
        /// To the server.
        case command

        init?(action: String) {
            switch action {
            case "send": self = .event
            case "receive": self = .command
            default: return nil
            }
        }

        /// The member of the payload that says which message it is.
        var member: String {
            switch self {
            case .event: "event"
            case .command: "command"
            }
        }
    }

    /// Nil if the operation's action is neither, which another check reports.
    let direction: Direction?
    /// The Message Object.
    let node: Node
    /// Where the operation lists it.
    let use: Node
    /// Its `name`, else its key in the channel.
    let name: String

    /// Every message that an operation sends or receives, in the order of the document.
    static func all(in documents: SpecDocuments) -> [MessageSource] {
        guard let operations = documents.asyncAPI?["operations"] else { return [] }
        return operations.members.flatMap { _, value -> [MessageSource] in
            guard let operation = documents.set.target(of: value) else { return [] }
            let direction = operation["action"]?.string.flatMap(Direction.init)
            return uses(of: operation, in: documents.set).compactMap { use in
                guard let node = documents.set.target(of: use.node) else { return nil }
                let name = node["name"]?.string ?? use.key
                return MessageSource(direction: direction, node: node, use: use.node, name: name)
            }
        }
    }

    /// How many messages the operations name, those included that cannot be found.
    static func uses(in documents: SpecDocuments) -> Int {
        (documents.asyncAPI?["operations"]?.members.map(\.value) ?? []).reduce(0) { count, value in
            count + (documents.set.target(of: value).map { uses(of: $0, in: documents.set).count } ?? 0)
        }
    }

    /// The listed messages; without a list, all of the channel (AsyncAPI 3.0.0, Operation Object).
    private static func uses(of operation: Node, in set: DocumentSet) -> [(key: String, node: Node)] {
        if let listed = operation["messages"] {
            return listed.elements.map { ($0["$ref"]?.string?.fileName ?? "", $0) }
        }
        let channel = operation["channel"].flatMap { set.target(of: $0) }
        return channel?["messages"]?.members.map { ($0.key.keyText, $0.value) } ?? []
    }
}
