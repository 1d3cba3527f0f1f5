import Gateway
import HTTPTransport
import NIOCore

/// Carries requests from the connection to the Gateway and replies back; the WebSocket path turns off here.
struct HTTPBridge: TransportResponder {
    let gateway: Gateway
    /// Answers upgrade requests; nil where the contract declares no events.
    let live: LiveUpgrade?
    let limits: TransportLimits
    let makeID: @Sendable () -> String

    func respond(to request: TransportRequest) -> TransportOutcome {
        let request = gatewayRequest(request)
        if let live, request.path == live.path { return live.respond(to: request) }
        switch gateway.handle(request) {
        case .reply(let reply): return .reply(reply.transport)
        case .later(let work): return .later { .reply(await work().transport) }
        }
    }

    func refuse(_ fault: TransportFault) -> TransportReply {
        gateway.refuse(ErrorMapping.refusal(fault, limits), requestID: makeID()).transport
    }

    private func gatewayRequest(_ request: TransportRequest) -> Request {
        let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return Request(
            method: request.method,
            path: parts.first.map(String.init) ?? "",
            query: parts.count > 1 ? String(parts[1]) : nil,
            headers: HeaderFields(request.headers.map { ($0.name, $0.value) }),
            body: Array(request.body.readableBytesView),
            peer: request.peer,
            id: makeID())
    }
}

extension Reply {
    /// The same reply as the connection writes it.
    var transport: TransportReply {
        TransportReply(
            status: status, headers: headers.fields.map { (name: $0.name, value: $0.value) },
            body: ByteBuffer(bytes: body), close: false)
    }
}
