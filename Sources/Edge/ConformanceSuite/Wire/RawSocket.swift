import NIOCore
import NIOPosix

/// A TCP connection that sends exactly what it is told and keeps every byte that comes.
final class RawSocket: Sendable {
    private let channel: any Channel
    private let inbox: Inbox<[UInt8]>

    private init(_ channel: any Channel, _ inbox: Inbox<[UInt8]>) {
        self.channel = channel
        self.inbox = inbox
    }

    /// - Throws: `WireError` if nobody answers there.
    static func connect(to address: ServerAddress) async throws(WireError) -> RawSocket {
        do {
            let loop = MultiThreadedEventLoopGroup.singleton.next()
            let inbox = Inbox<[UInt8]>(loop)
            let channel = try await ClientBootstrap(group: loop)
                .connectTimeout(.seconds(5)).channelOption(.tcpOption(.tcp_nodelay), value: 1)
                // Before it connects: a server may answer and close before anything could be added.
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(RawHandler(inbox))
                    }
                }
                .connect(host: address.socketHost, port: address.port).get()
            return RawSocket(channel, inbox)
        } catch {
            throw WireError("\(address) does not answer: \(error)")
        }
    }

    func send(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    func close() { channel.close(promise: nil) }

    /// Every byte so far.
    var received: [UInt8] { inbox.elements.flatMap { $0 } }

    /// When the last bytes came.
    var lastMoment: NIODeadline? { inbox.moments.last }

    /// Whether the server has closed the connection.
    var isClosed: Bool { inbox.isClosed }

    /// Waits until what has come is enough, the server closes, or the time is up.
    ///
    /// - Returns: whether it was enough.
    @discardableResult
    func wait(milliseconds: Int64, until isEnough: ([UInt8]) -> Bool) async -> Bool {
        let end = NIODeadline.now() + .milliseconds(milliseconds)
        while true {
            let count = inbox.elements.count
            if isEnough(received) { return true }
            guard !isClosed, !Task.isCancelled, NIODeadline.now() < end else { return false }
            await inbox.waitForMore(than: count, until: end)
        }
    }
}

private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let inbox: Inbox<[UInt8]>

    init(_ inbox: Inbox<[UInt8]>) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        inbox.put(Array(unwrapInboundIn(data).readableBytesView))
    }

    func channelInactive(context: ChannelHandlerContext) {
        inbox.close()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        inbox.close()
        context.close(promise: nil)
    }
}
