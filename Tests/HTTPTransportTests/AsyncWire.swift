import HTTPTransport
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

/// A connection without a socket whose event loop may be reached from tasks.
struct AsyncWire {
    let channel: NIOAsyncTestingChannel

    init(limits: TransportLimits = TransportLimits(), _ responder: Stub = Stub()) async throws {
        let channel = NIOAsyncTestingChannel()
        let setup = Wire.setup(responder, limits)
        _ = try await channel.eventLoop.flatSubmit { setup.setup(channel: channel, logger: Logger(label: "test")) }
            .get()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        self.channel = channel
    }

    func send(_ text: String) async throws { try await channel.writeInbound(ByteBuffer(string: text)) }

    /// The next bytes the server writes.
    func next() async throws -> String { String(buffer: try await channel.waitForOutboundWrite(as: ByteBuffer.self)) }

    /// What the server has written already, and nothing it may still write.
    func written() async throws -> String {
        var text = ""
        while let bytes = try await channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }
}

extension Task where Success == Never, Failure == Never {
    /// Returns only when the task is cancelled.
    static func never() async -> TransportOutcome {
        let (stream, end) = AsyncStream<Void>.makeStream()
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            end.finish()
        }
        return .text("cancelled")
    }
}

/// A door that work waits at until the test opens it.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// The outcome, later: when this gate is open; `first` is opened when the wait begins.
    func then(_ outcome: TransportOutcome, first: Gate? = nil) -> TransportOutcome {
        .later {
            first?.open()
            await self.wait()
            return outcome
        }
    }

    /// The outcome, later, after opening this gate.
    func opened(_ outcome: TransportOutcome) -> TransportOutcome {
        .later {
            self.open()
            return outcome
        }
    }
}

/// Lines noted from any thread.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
