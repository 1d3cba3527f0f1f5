/// What the transport serves: it is asked on an event loop and must not block.
public protocol TransportResponder: Sendable {
    /// The outcome of one whole request.
    func respond(to request: TransportRequest) -> TransportOutcome

    /// The reply to bytes that never became a request; it is always sent with `Connection: close`.
    func refuse(_ fault: TransportFault) -> TransportReply
}
