public import NIOCore

/// What a responder decides about one request.
public enum TransportOutcome: Sendable {
    /// The reply is ready now; it is written on the event loop without suspension.
    case reply(TransportReply)
    /// The reply takes time; the work is cancelled if the connection closes before it ends.
    case later(@Sendable () async -> TransportOutcome)
    /// The connection changes protocol: 101 with `headers` is sent, the HTTP handlers leave, then `start` adds its own.
    ///
    /// `start` runs on the channel's event loop; bytes that came behind the request reach its handlers afterwards.
    /// If it throws, the connection closes. Only a request with `Upgrade` and `Connection: upgrade` can be upgraded.
    case upgrade(headers: [(name: String, value: String)], start: @Sendable (any Channel) throws -> Void)
}
