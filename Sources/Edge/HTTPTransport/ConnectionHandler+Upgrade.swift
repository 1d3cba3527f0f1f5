import Logging
import NIOCore

/// From HTTP to another protocol.
extension ConnectionHandler {
    /// Answers 101 and lets the parser go; what it held back arrives in `leftovers`.
    func upgrade(
        _ headers: [(name: String, value: String)], _ start: @escaping @Sendable (any Channel) throws -> Void,
        _ number: Int
    ) {
        guard let context else { return }
        guard queue.removeUpgrade(number) else { return refuseUpgrade(number) }
        phase = .upgrading
        readTimer?.clear()
        var out = context.channel.allocator.buffer(capacity: 256)
        report(dropped: encoder.writeUpgrade(headers, to: &out))
        context.writeAndFlush(wrapOutboundOut(out), promise: nil)
        let parserLeft = context.eventLoop.makePromise(of: Void.self)
        parserLeft.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.handOver(start) }
        context.pipeline.syncOperations.removeHandler(parser, promise: parserLeft)
    }

    /// The parser would read the other protocol's bytes as HTTP.
    private func refuseUpgrade(_ number: Int) {
        let fault = TransportFault.malformed("only a request with Upgrade and Connection: upgrade can change protocol")
        var reply = settings.responder.refuse(fault)
        reply.close = true
        queue.fulfil(number, with: reply)
        writeReady()
    }

    private func handOver(_ start: @Sendable (any Channel) throws -> Void) {
        guard phase == .upgrading, let context else { return }
        do {
            try start(context.channel)
        } catch {
            settings.logger.error("upgrade failed", metadata: ["error": "\(error)"])
            return context.close(promise: nil)
        }
        // `start` may have closed the connection.
        guard phase == .upgrading else { return }
        forwardLeftovers(context)
        if inputIsClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        if isQuiescing { context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
        end()
        resumeReading()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func forwardLeftovers(_ context: ChannelHandlerContext) {
        if leftovers.isEmpty { return }
        for data in leftovers { context.fireChannelRead(data) }
        leftovers.removeAll()
        context.fireChannelReadComplete()
    }
}
