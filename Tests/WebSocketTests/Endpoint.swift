import NIOCore
import NIOEmbedded
import Synchronization
import WebSocket

/// One end of a WebSocket without a socket; it notes its callbacks and echoes when told to.
final class Endpoint {
    let channel = EmbeddedChannel()
    private let record = Record()

    /// Reads at once what the test says, byte for byte.
    init(
        _ role: WebSocketRole = .server, limits: WebSocketHandler.Limits = WebSocketHandler.Limits(),
        echoes: Bool = false, takesBinary: Bool = true
    ) throws {
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        var callbacks = WebSocketCallbacks(
            onOpen: { [record] connection in
                record.opened.withLock { $0 = connection }
                record.note("open")
            },
            onText: { [record] connection, text in
                record.note("text \(text)")
                if echoes { connection.send(text: text) }
            },
            onClose: { [record] _, code, reason in record.note("close \(code) \(reason)") })
        if takesBinary {
            callbacks.onBinary = { [record] connection, bytes in
                record.note("binary \(bytes.hexText)")
                if echoes { connection.send(binary: bytes) }
            }
        }
        try channel.pipeline.syncOperations.addHandler(
            WebSocketHandler(role: role, limits: limits, callbacks: callbacks, maskKey: { 0x37FA_213D }))
    }

    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    var log: [String] { record.notes.withLock { $0 } }
    var isOpen: Bool { channel.isActive }

    /// The connection `onOpen` was given.
    var connection: WebSocketConnection {
        get throws { try record.opened.withLock { $0 } ?? { throw ChannelError.ioOnClosedChannel }() }
    }

    /// Lets bytes arrive and gives what was written since the last time.
    @discardableResult
    func receive(_ bytes: ByteBuffer) -> ByteBuffer {
        _ = try? channel.writeInbound(bytes)
        return written
    }

    /// Lets time pass and gives what was written since the last time.
    @discardableResult
    func pass(seconds: Int64 = 0) -> ByteBuffer {
        channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        return written
    }

    var written: ByteBuffer {
        var all = ByteBuffer()
        while var bytes = try? channel.readOutbound(as: ByteBuffer.self) { all.writeBuffer(&bytes) }
        return all
    }
}

/// What an endpoint's callbacks saw.
private final class Record: Sendable {
    let notes = Mutex<[String]>([])
    let opened = Mutex<WebSocketConnection?>(nil)

    func note(_ line: String) { notes.withLock { $0.append(line) } }
}

/// Text as bytes.
func text(_ text: String) -> ByteBuffer { ByteBuffer(string: text) }
