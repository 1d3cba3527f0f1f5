/// Which end of the connection we are: clients mask what they send, servers do not (RFC 6455 5.1).
public enum WebSocketRole: Sendable, Equatable {
    case server
    case client
}
