public import JSON
public import JSONSchema

/// The messages of the WebSocket (asyncapi.yaml).
public struct EventContract: Sendable {
    /// The channel's address, such as "/ws".
    public var path: String
    /// What the server sends, answers to commands included, by the value of `event`.
    public var events: [String: MessageType]
    /// What the server understands, by the value of `command`.
    public var commands: [String: MessageType]
}

/// One kind of message.
public struct MessageType: Sendable {
    public var name: String
    /// The whole message: envelope and data of an event, all members of a command.
    public var payload: CompiledSchema
    public var location: SourceLocation?
}
