/// Why the transport refuses before any request reaches the responder; the connection closes after the reply.
public enum TransportFault: Error, Sendable, Equatable {
    /// The bytes are not a request of RFC 9112; the text says what is wrong in one sentence part.
    case malformed(String)
    /// Request line and fields together are longer than the limit.
    case headTooLarge
    /// The request target is longer than the limit.
    case uriTooLong
    /// There are more fields than the limit.
    case tooManyHeaders
    /// The body is longer than the limit, by its announcement or by its bytes.
    case bodyTooLarge
    /// The head began but did not end in time.
    case headTimeout
    /// The body did not end in time.
    case bodyTimeout
    /// The server, or the client's address, has as many connections as it may have.
    case tooManyConnections
}
