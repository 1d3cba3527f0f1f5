public import NIOCore

/// One WebSocket on one channel: frames in and out, close handshake, liveness (RFC 6455, no extensions).
///
/// Add it to a channel whose next bytes are frames. A `ChannelShouldQuiesceEvent` closes with 1001. A broken protocol
/// is answered with the fault's Close frame; what the other end sends behind it is thrown away.
public final class WebSocketHandler: ChannelInboundHandler {
    public typealias InboundIn = ByteBuffer
    public typealias OutboundOut = ByteBuffer

    /// How much the other end may send, and how long it may be silent.
    public struct Limits: Sendable, Equatable {
        /// Bytes of one message.
        public var messageBytes: Int
        /// Frames of one message.
        public var fragments: Int
        /// Bytes that may wait to be sent.
        public var queueBytes: Int
        /// Seconds between two pings; 0 sends none.
        public var pingSeconds: Int
        /// Pings in a row without a byte from the other end after which it is taken for dead.
        public var missedPings: Int
        /// Seconds the other end has for its part of the close handshake.
        public var closeSeconds: Int

        /// The limits of a server that faces strangers.
        public init(
            messageBytes: Int = 65_536, fragments: Int = 100, queueBytes: Int = 262_144, pingSeconds: Int = 20,
            missedPings: Int = 2, closeSeconds: Int = 5
        ) {
            self.messageBytes = messageBytes
            self.fragments = fragments
            self.queueBytes = queueBytes
            self.pingSeconds = pingSeconds
            self.missedPings = missedPings
            self.closeSeconds = closeSeconds
        }
    }

    /// How far the close handshake is.
    enum Stage {
        case open
        /// Our Close frame is out, the other end's is awaited.
        case closing(code: UInt16, reason: String)
        /// Both ends have closed, or one has failed: what still arrives is thrown away.
        case over
    }

    let role: WebSocketRole
    let limits: Limits
    let callbacks: WebSocketCallbacks
    let encoder: FrameEncoder

    var decoder: FrameDecoder
    var assembler: MessageAssembler
    var received = ByteBuffer()
    var stage = Stage.open
    var missed = 0
    var lateBytes = 0
    var context: ChannelHandlerContext?
    var link: NIOLoopBoundBox<WebSocketHandler?>?
    var connection: WebSocketConnection?
    var pingTask: Scheduled<Void>?
    var closeTask: Scheduled<Void>?

    /// A handler for one channel; `maskKey` must be unpredictable outside tests and is used by clients only.
    public init(
        role: WebSocketRole, limits: Limits = Limits(), callbacks: WebSocketCallbacks,
        maskKey: @escaping @Sendable () -> UInt32 = { UInt32.random(in: .min ... .max) }
    ) {
        self.role = role
        self.limits = limits
        self.callbacks = callbacks
        encoder = FrameEncoder(role: role, maskKey: maskKey)
        decoder = FrameDecoder(role: role, maximumPayload: limits.messageBytes)
        assembler = MessageAssembler(maximumBytes: limits.messageBytes, maximumFragments: limits.fragments)
    }

    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { begin(context) }
    }

    public func handlerRemoved(context: ChannelHandlerContext) {
        conclude(CloseCode.abnormal, "")
        closeTask?.cancel()
        self.context = nil
    }

    public func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    public func channelInactive(context: ChannelHandlerContext) {
        endOfInput()
        context.fireChannelInactive()
    }

    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        missed = 0
        if case .over = stage { return discard(bytes.readableBytes) }
        if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
        readMessages()
    }

    public func channelReadComplete(context: ChannelHandlerContext) {
        drain()
        context.fireChannelReadComplete()
    }

    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: connection?.close(code: CloseCode.goingAway, reason: "server is stopping")
        case ChannelEvent.inputClosed:
            endOfInput()
            context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard connection == nil else { return }
        let link = NIOLoopBoundBox<WebSocketHandler?>(self, eventLoop: context.eventLoop)
        let connection = WebSocketConnection(encoder: encoder, maximumBytes: limits.queueBytes, handler: link)
        self.link = link
        self.connection = connection
        schedulePing(context)
        callbacks.onOpen(connection)
    }
}
