import NIOCore
import WebSocket

/// What the server said to a handshake.
enum UpgradeAnswer: Sendable {
    case open(WebSocketConnection)
    case refused(RawResponse)
}

/// Reads the answer to a handshake, then makes way for the frames.
final class UpgradeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let handshake: ClientHandshake
    private let answer: EventLoopPromise<UpgradeAnswer>
    private let limit: Int
    private let onText: @Sendable (String) -> Void
    private let onClose: @Sendable () -> Void
    private var received = ByteBuffer()
    private var parser = ResponseParser(isHead: false)
    private var isDone = false

    init(
        _ handshake: ClientHandshake, _ answer: EventLoopPromise<UpgradeAnswer>, limit: Int,
        onText: @escaping @Sendable (String) -> Void, onClose: @escaping @Sendable () -> Void
    ) {
        self.handshake = handshake
        self.answer = answer
        self.limit = limit
        self.onText = onText
        self.onClose = onClose
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return context.fireChannelRead(data) }
        var bytes = unwrapInboundIn(data)
        switch parser.take(bytes.readableBytesView) {
        case .broken(let reason): finish(.failure(WireError(reason)))
        case .needsMore: received.writeBuffer(&bytes)
        case .done(let response) where response.status != 101: finish(.success(.refused(response)))
        case .done:
            received.writeBuffer(&bytes)
            accept(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .done(let response) = parser.end() {
            finish(.success(.refused(response)))
        } else {
            finish(.failure(WireError("the connection closed during the handshake")))
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failure(WireError("\(error)")))
        context.close(promise: nil)
    }

    private func accept(_ context: ChannelHandlerContext) {
        let text = String(buffer: received)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return }
        do {
            _ = try handshake.subprotocol(acceptedBy: String(text[..<end.lowerBound]))
            isDone = true
            let callbacks = WebSocketCallbacks(
                onOpen: { [answer] in answer.succeed(.open($0)) }, onText: { [onText] in onText($1) },
                onClose: { [onClose] _, _, _ in onClose() })
            let limits = WebSocketHandler.Limits(messageBytes: max(limit, 1 << 24), pingSeconds: 0)
            let frames = WebSocketHandler(role: .client, limits: limits, callbacks: callbacks)
            try context.pipeline.syncOperations.addHandler(frames, position: .after(self))
            received.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count)
            if received.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(received)) }
            context.fireChannelReadComplete()
        } catch {
            finish(.failure(WireError("the handshake is not accepted as RFC 6455 asks: \(error)")))
        }
    }

    private func finish(_ result: Result<UpgradeAnswer, WireError>) {
        guard !isDone else { return }
        isDone = true
        answer.completeWith(result.mapError { $0 as any Error })
    }
}
