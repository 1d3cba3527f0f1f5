import NIOCore
import NIOHTTP1
import NIOTLS

/// One connection of a run: sends a request when told to, and tells the run what became of it.
///
/// Belongs to the run's event loop.
final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// A request that is under way.
    private struct Exchange {
        let due: NIODeadline
        let sent: NIODeadline
        var head: HTTPResponseHead?
        var bodyBytes = 0
    }

    private enum State {
        case connecting(since: NIODeadline)
        case securing(since: NIODeadline)
        case idle
        case busy(Exchange)
        case closed
    }

    private let run: LoadRun
    private let message: LoadMessage
    private let secured: Bool
    private let limit: TimeAmount
    private var state: State
    private var context: ChannelHandlerContext?
    /// When what is under way, if anything is, has taken too long.
    private var deadline: NIODeadline
    private var timer: Scheduled<Void>?

    init(_ run: LoadRun, _ message: LoadMessage, secured: Bool, limit: TimeAmount) {
        self.run = run
        self.message = message
        self.secured = secured
        self.limit = limit
        let now = run.now
        state = .connecting(since: now)
        deadline = now + limit
    }

    /// Sends the request whose latency begins at `due`; only for a connection that the run was told is ready.
    func send(due: NIODeadline, now: NIODeadline) {
        guard let context else { return }
        state = .busy(Exchange(due: due, sent: now))
        deadline = now + limit
        watch(context)
        context.write(wrapOutboundOut(.head(message.head)), promise: nil)
        if let body = message.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    /// Ends, and tells the run once, in the word for what was under way.
    func fail(_ error: any Error) {
        let before = state
        close()
        switch before {
        case .connecting: run.openingFailed(error, as: .connect)
        case .securing: run.openingFailed(error, as: .tls)
        case .idle: run.lost(self, nil)
        case .busy: run.lost(self, LoadError(error))
        case .closed: break
        }
    }

    /// Ends without a word.
    func close() {
        state = .closed
        timer?.cancel()
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        guard case .connecting(let since) = state else { return }
        watch(context)
        if secured { state = .securing(since: since) } else { opened(since) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent, case .securing(let since) = state { opened(since) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .busy(var exchange) = state else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): exchange.head = head
        case .body(let bytes): exchange.bodyBytes += bytes.readableBytes
        case .end: return ended(exchange)
        }
        state = .busy(exchange)
    }

    func channelInactive(context: ChannelHandlerContext) { fail(ChannelError.eof) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error) }

    private func opened(_ since: NIODeadline) {
        state = .idle
        run.opened(self, after: run.now - since)
    }

    private func ended(_ exchange: Exchange) {
        guard let head = exchange.head else { return }
        let times = LoadRun.Times(due: exchange.due, sent: exchange.sent, ended: run.now)
        if head.isKeepAlive { state = .idle } else { close() }
        run.answered(self, head, bodyBytes: exchange.bodyBytes, times)
    }

    /// Keeps one timer a connection, not one a request: when it rings too early it is set anew.
    private func watch(_ context: ChannelHandlerContext) {
        guard timer == nil else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            timer = nil
            ring()
        }
    }

    private func ring() {
        switch state {
        case .idle, .closed: break
        case .connecting, .securing, .busy:
            if run.now >= deadline { return fail(ChannelError.connectTimeout(limit)) }
            if let context { watch(context) }
        }
    }
}

extension LoadError {
    /// The word for what ended a connection while an answer was awaited.
    init(_ error: any Error) {
        switch error {
        case ChannelError.connectTimeout: self = .timeout
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: self = .closed
        case is HTTPParserError, is NIOHTTPDecoderError: self = .protocolFault
        default: self = .closed
        }
    }
}
