import Logging
import NIOCore
import NIOHTTP1

/// One HTTP/1.x connection, whole: it ends the pipeline behind NIO's parser and lives on one event loop.
///
/// Parts become requests (`RequestAssembler`), requests wait in order for replies (`ReplyQueue`), replies become bytes
/// (`ReplyEncoder`); this class only moves them along, watches the clock and decides when the connection ends.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the connection is from its end.
    enum Phase: Equatable {
        /// Requests are read and answered.
        case open
        /// The last request has been taken; nothing more is read until its reply is out.
        case ending
        /// The last reply is out and our side closed; what the client still sends is read and thrown away.
        case lingering
        /// 101 is out, the parser is leaving; bytes that arrive belong to the next protocol.
        case upgrading
        /// Closed, or handed to the next protocol.
        case done
    }

    /// What the read deadline waits for.
    enum Awaited {
        case nothing, head, body, nextRequest
    }

    /// What came from the parser and could not be looked at yet.
    enum Item {
        case part(HTTPServerRequestPart)
        case fault(TransportFault)
    }

    let settings: ConnectionSettings
    let parser: ByteToMessageHandler<HTTPRequestDecoder>
    let isRefused: Bool

    var context: ChannelHandlerContext?
    var phase = Phase.open
    var assembler: RequestAssembler
    var queue = ReplyQueue()
    var encoder = ReplyEncoder()
    var backlog = CircularBuffer<Item>(initialCapacity: 1)
    var running: [Int: Task<Void, Never>] = [:]
    var streaming: Streaming?
    var leftovers: [NIOAny] = []

    var readTimer: DeadlineTimer?
    var writeTimer: DeadlineTimer?
    var awaited = Awaited.head
    var lingerBytes = 0
    var bytesWritten = 0
    var bytesSentWhenArmed = 0

    var sawParts = false
    var headBegan = false
    var readIsPending = false
    var flushIsPending = false
    var inputIsClosed = false
    var isQuiescing = false

    /// A handler for one connection from `peer`; `isRefused` answers it with `tooManyConnections` at once.
    init(
        settings: ConnectionSettings, parser: ByteToMessageHandler<HTTPRequestDecoder>, peer: String, isRefused: Bool
    ) {
        self.settings = settings
        self.parser = parser
        self.isRefused = isRefused
        assembler = RequestAssembler(limits: settings.limits, peer: peer)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        readTimer = DeadlineTimer(context.eventLoop) { [unowned self] in readDeadlinePassed() }
        writeTimer = DeadlineTimer(context.eventLoop) { [unowned self] in writeDeadlinePassed() }
        if context.channel.isActive { begin() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        begin()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        sawParts = true
        switch phase {
        case .open: receive(.part(unwrapInboundIn(data)))
        case .lingering: drain(unwrapInboundIn(data))
        case .upgrading: leftovers.append(data)
        case .ending, .done: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // The parser passes on whole parts only: a read that gave none was a piece of a head or of chunk framing.
        if !sawParts && !assembler.isInsideRequest { headBegan = true }
        sawParts = false
        advance()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { streaming?.resume() }
        advance()
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if mayRead(context) { context.read() } else { readIsPending = true }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: quiesce()
        case ChannelEvent.inputClosed: inputClosed()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as HTTPParserError:
            if phase == .open { receive(.fault(ParserFault.fault(for: error))) }
            advance()
        case ByteToMessageDecoderError.dataReceivedInErrorState(_, let bytes):
            sawParts = true
            if phase == .lingering { drain(count: bytes.readableBytes) }
        default: context.close(promise: nil)
        }
    }
}
