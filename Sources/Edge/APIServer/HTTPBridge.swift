import Gateway
import HTTPTransport
import NIOCore

/// Carries requests from the connection to the Gateway and replies back; the WebSocket path turns off here.
struct HTTPBridge: TransportResponder {
    let gateway: Gateway
    /// Answers upgrade requests; nil where the contract declares no events.
    let live: LiveUpgrade?
    let limits: TransportLimits
    let observer: RequestObserver
    let makeID: @Sendable () -> String
    /// Changes a reply before it is sent.
    var adapt: @Sendable (Reply) -> Reply = { $0 }

    func respond(to request: TransportRequest) -> TransportOutcome {
        observer.began()
        let exchange = Exchange(request, at: observer.clock.monotonicNanoseconds(), makeID: makeID)
        let request = gatewayRequest(request, exchange)
        if let live, request.path == live.path { return observed(live.respond(to: request), exchange, live.path) }
        switch gateway.handle(request) {
        case .reply(let reply): return .reply(transport(adapt(reply), exchange))
        case .later(let work): return .later { .reply(transport(adapt(await work()), exchange)) }
        }
    }

    func refuse(_ fault: TransportFault) -> TransportReply {
        observer.began()
        let exchange = Exchange(refusedAt: observer.clock.monotonicNanoseconds(), makeID: makeID)
        return transport(gateway.refuse(ErrorMapping.refusal(fault, limits), requestID: exchange.requestID), exchange)
    }

    private func gatewayRequest(_ request: TransportRequest, _ exchange: Exchange) -> Request {
        let parts = request.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return Request(
            method: request.method,
            path: parts.first.map(String.init) ?? "",
            query: parts.count > 1 ? String(parts[1]) : nil,
            headers: HeaderFields(request.headers.map { ($0.name, $0.value) }),
            body: Array(request.body.readableBytesView),
            peer: request.peer,
            id: exchange.requestID,
            trace: exchange.trace)
    }

    /// The same reply as the connection writes it; counted now, and in the log when nothing of it is left to make.
    private func transport(_ reply: Reply, _ exchange: Exchange) -> TransportReply {
        var written = reply.transport
        written.headers.append((name: "traceparent", value: exchange.trace.traceparent))
        observer.answered(exchange, status: reply.status, reply.subject)
        guard let stream = reply.stream, exchange.method != "HEAD" else {
            observer.ended(exchange, status: reply.status, reply.subject)
            return written
        }
        written.stream = TransportStream { writer in
            observer.metrics.streams(1)
            await stream.produce { bytes in try await writer.write(ByteBuffer(bytes: bytes)) }
            observer.metrics.streams(-1)
            observer.ended(exchange, status: reply.status, reply.subject)
        }
        return written
    }

    /// The WebSocket path: what became of the upgrade.
    private func observed(_ outcome: TransportOutcome, _ exchange: Exchange, _ path: String) -> TransportOutcome {
        let subject = Reply.Subject(operation: "websocket", path: path)
        func done(_ status: Int) {
            observer.answered(exchange, status: status, subject)
            observer.ended(exchange, status: status, subject)
        }
        switch outcome {
        case .reply(var reply):
            reply.headers.append((name: "traceparent", value: exchange.trace.traceparent))
            done(reply.status)
            return .reply(reply)
        case .upgrade:
            done(101)
            return outcome
        case .later(let work): return .later { observed(await work(), exchange, path) }
        }
    }
}

extension Reply {
    /// The same reply as the connection writes it, without its stream.
    var transport: TransportReply {
        TransportReply(
            status: status, headers: headers.fields.map { (name: $0.name, value: $0.value) },
            body: ByteBuffer(bytes: body))
    }
}
