public import NIOCore

/// A body that is made while it is sent: in chunks over HTTP/1.1 (RFC 9112 7.1), up to the end of the connection over
/// HTTP/1.0, not at all for HEAD.
///
/// It begins when the reply's turn has come and its head is out. A client that takes nothing for
/// `TransportLimits.writeSeconds` is cut off.
public struct TransportStream: Sendable {
    let produce: @Sendable (TransportWriter) async -> Void

    /// `produce` writes the body and returns at its end.
    ///
    /// It is cancelled when the connection closes, and when the server shuts down: then the body ends where it is.
    public init(_ produce: @escaping @Sendable (TransportWriter) async -> Void) { self.produce = produce }
}

/// Where a stream puts its body.
public struct TransportWriter: Sendable {
    private let send: @Sendable (ByteBuffer) async throws -> Void

    init(_ send: @escaping @Sendable (ByteBuffer) async throws -> Void) { self.send = send }

    /// Sends the bytes in one piece, and returns when the client has room for more: what it has not read is bounded.
    ///
    /// May be called by several at once; pieces are never mixed.
    ///
    /// - Throws: `CancellationError` when nothing can be sent any more.
    public func write(_ bytes: ByteBuffer) async throws { try await send(bytes) }
}
