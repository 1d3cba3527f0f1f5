/// Why a handshake is refused, by either end (RFC 6455 4.1, 4.2).
public enum HandshakeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The request is not a GET.
    case method
    /// The request does not ask for a WebSocket.
    case upgrade
    /// The Sec-WebSocket-Key field is missing, repeated or not 16 bytes in base64.
    case key
    /// The Sec-WebSocket-Version field is not 13.
    case version
    /// The Sec-WebSocket-Protocol field is no list of different tokens.
    case subprotocol
    /// The server's answer is no acceptance; the text says why.
    case answer(String)

    /// Status a server answers with.
    public var status: Int {
        switch self {
        case .method: 405
        case .upgrade, .version: 426
        case .key, .subprotocol, .answer: 400
        }
    }

    /// Fields that belong to that status: what would have been right.
    public var headers: [(name: String, value: String)] {
        switch self {
        case .method: [("Allow", "GET")]
        case .upgrade: [("Upgrade", "websocket")]
        case .version: [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
        case .key, .subprotocol, .answer: []
        }
    }

    /// One sentence part for the client.
    public var description: String {
        switch self {
        case .method: "a WebSocket begins with GET"
        case .upgrade: "this address speaks WebSocket only: send Upgrade: websocket and Connection: Upgrade"
        case .key: "Sec-WebSocket-Key must be given once and be 16 bytes in base64"
        case .version: "Sec-WebSocket-Version must be 13"
        case .subprotocol: "Sec-WebSocket-Protocol must be a list of different tokens"
        case .answer(let why): "the server did not accept the WebSocket: \(why)"
        }
    }
}
