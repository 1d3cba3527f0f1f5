import NIOCore
import NIOPosix

/// One connection to the server: requests as they are, one at a time.
final class Wire: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<WireHandler>

    private init(_ channel: any Channel, _ handler: NIOLoopBound<WireHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// - Parameter source: the address of this machine to ask from; empty for the one that the system picks.
    /// - Throws: `WireError` if nobody answers there.
    static func connect(to address: ServerAddress, from source: String = "") async throws(WireError) -> Wire {
        do {
            var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(.seconds(5))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            if !source.isEmpty { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: source, port: 0)) }
            let channel = try await bootstrap.connect(host: address.socketHost, port: address.port).get()
            let handler = try await channel.eventLoop.submit {
                let handler = WireHandler()
                try channel.pipeline.syncOperations.addHandler(handler)
                return NIOLoopBound(handler, eventLoop: channel.eventLoop)
            }.get()
            return Wire(channel, handler)
        } catch {
            throw WireError("\(address) does not answer: \(error)")
        }
    }

    /// Sends the bytes and waits for the answer.
    func exchange(_ bytes: [UInt8], isHead: Bool, seconds: Int64) async throws(WireError) -> RawResponse {
        let promise = channel.eventLoop.makePromise(of: RawResponse.self)
        channel.eventLoop.execute { [channel, handler] in
            handler.value.begin(promise, isHead: isHead, patience: .seconds(seconds), channel)
            channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        }
        do { return try await promise.futureResult.get() } catch {
            throw error as? WireError ?? WireError("\(error)")
        }
    }

    /// Whether the connection may carry another request.
    var isOpen: Bool { channel.isActive }

    func close() { channel.close(promise: nil) }
}

/// Collects one answer at a time.
private final class WireHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// How long a stream of events is watched before it is cut off.
    private static let streamPatience = TimeAmount.milliseconds(300)

    private var parser: ResponseParser?
    private var promise: EventLoopPromise<RawResponse>?
    private var timer: Scheduled<Void>?
    private var start = NIODeadline.now()
    private var isStreaming = false
    /// Bytes that came when nothing was asked.
    private var stray = 0

    func begin(
        _ promise: EventLoopPromise<RawResponse>, isHead: Bool, patience: TimeAmount, _ channel: any Channel
    ) {
        parser = ResponseParser(isHead: isHead)
        self.promise = promise
        isStreaming = false
        start = .now()
        guard channel.isActive else { return finish(.broken("the connection is closed")) }
        timer = channel.eventLoop.assumeIsolated().scheduleTask(in: patience) { [weak self] in
            self?.finish(.broken("no answer within \(patience.nanoseconds / 1_000_000_000) seconds"))
            channel.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard var parser else { return stray += unwrapInboundIn(data).readableBytes }
        let progress = parser.take(unwrapInboundIn(data).readableBytesView)
        self.parser = parser
        if case .needsMore = progress {
            if parser.isEventStream, !isStreaming { watchStream(context.channel) }
        } else {
            finish(progress)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if var parser { finish(parser.end()) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.broken("\(error)"))
        context.close(promise: nil)
    }

    private func watchStream(_ channel: any Channel) {
        isStreaming = true
        channel.eventLoop.assumeIsolated().scheduleTask(in: Self.streamPatience) { [weak self] in
            guard let self, self.isStreaming, let parser = self.parser else { return }
            self.finish(parser.soFar())
            channel.close(promise: nil)
        }
    }

    private func finish(_ progress: ResponseParser.Progress) {
        guard let promise else { return }
        self.promise = nil
        parser = nil
        timer?.cancel()
        switch progress {
        case .done(var response):
            response.nanoseconds = (NIODeadline.now() - start).nanoseconds
            response.surplus += stray
            stray = 0
            promise.succeed(response)
        case .broken(let reason): promise.fail(WireError(reason))
        case .needsMore: promise.fail(WireError("the answer is not whole"))
        }
    }
}
