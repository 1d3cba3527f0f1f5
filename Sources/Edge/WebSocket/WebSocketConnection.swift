public import NIOCore
import Synchronization

/// The sending half of one open WebSocket; every member may be used from any thread.
///
/// Messages leave in the order of the calls. What is accepted is sent or the connection ends: when more than the
/// limit is waiting because the other end reads too slowly, the connection closes with 1013.
public final class WebSocketConnection: Sendable {
    private struct State {
        var isOpen = true
        var waiting: [ByteBuffer] = []
        var bytes = 0
        var isWoken = false
    }

    private enum Verdict {
        case queued, woken, closed, full
    }

    private let state = Mutex(State())
    private let encoder: FrameEncoder
    private let maximumBytes: Int
    private let handler: NIOLoopBoundBox<WebSocketHandler?>

    init(encoder: FrameEncoder, maximumBytes: Int, handler: NIOLoopBoundBox<WebSocketHandler?>) {
        self.encoder = encoder
        self.maximumBytes = maximumBytes
        self.handler = handler
    }

    /// Sends a text message; false if the connection is closed or this message did not fit, which closes it with 1013.
    @discardableResult
    public func send(text: String) -> Bool { send(encoder.frame(.text, ByteBuffer(string: text))) }

    /// Sends a binary message; false if the connection is closed or this message did not fit, which closes it with 1013.
    @discardableResult
    public func send(binary: ByteBuffer) -> Bool { send(encoder.frame(.binary, binary)) }

    /// Starts the close handshake behind what is waiting; without effect if it has begun.
    ///
    /// A code that may not be sent becomes an empty Close frame; the reason is cut to 123 bytes.
    public func close(code: UInt16 = CloseCode.normal, reason: String = "") {
        if state.withLock({ state in
            defer { state.isOpen = false }
            return state.isOpen
        }) {
            onLoop { $0.startClose(code, reason) }
        }
    }

    /// Whether messages are still accepted.
    public var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Bytes of frames accepted and not yet taken by the system.
    public var queuedBytes: Int { state.withLock { $0.bytes } }

    /// Queues one frame that is already encoded.
    func send(_ frame: ByteBuffer) -> Bool {
        switch queue(frame) {
        case .queued: return true
        case .closed: return false
        case .woken:
            onLoop { $0.drain() }
            return true
        case .full:
            onLoop { $0.startClose(CloseCode.tryAgainLater, "too many messages waiting: read faster or resume later") }
            return false
        }
    }

    private func queue(_ frame: ByteBuffer) -> Verdict {
        state.withLock { state in
            guard state.isOpen else { return .closed }
            guard state.bytes + frame.readableBytes <= maximumBytes else {
                state.isOpen = false
                return .full
            }
            state.bytes += frame.readableBytes
            state.waiting.append(frame)
            defer { state.isWoken = true }
            return state.isWoken ? .queued : .woken
        }
    }

    /// The frames waiting, in order; they count as queued until `sent`.
    func takeWaiting() -> [ByteBuffer] {
        state.withLock { state in
            defer { state.waiting.removeAll() }
            state.isWoken = false
            return state.waiting
        }
    }

    /// The system took so many bytes.
    func sent(_ count: Int) { state.withLock { $0.bytes -= count } }

    /// Accepts nothing more.
    func shut() { state.withLock { $0.isOpen = false } }

    private func onLoop(_ work: @escaping @Sendable (WebSocketHandler) -> Void) {
        handler.eventLoop.execute { [handler] in
            if let handler = handler.value { work(handler) }
        }
    }
}
