import NIOCore

/// One open connection: bytes in, bytes out.
struct Wire {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let channel: any Channel

    init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, channel: any Channel
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.channel = channel
    }

    /// The next bytes that came, nil when the peer has closed.
    mutating func read() async throws -> [UInt8]? {
        guard let buffer = try await inbound.next(isolation: #isolation) else {
            try Task.checkCancellation()
            return nil
        }
        return Array(buffer.readableBytesView)
    }

    /// What comes within `time`, up to `count` bytes; ends early when the peer closes.
    ///
    /// The channel is closed at the end of the time: nothing more can be read or written.
    mutating func listen(for time: Duration, atMost count: Int) async throws -> [UInt8] {
        let timer = channel.eventLoop.scheduleTask(in: .milliseconds(time.milliseconds)) { [channel] in
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        var heard: [UInt8] = []
        do {
            while heard.count < count, let bytes = try await read() { heard += bytes }
        } catch is IOError {
            // A reset ends the listening as a close does.
        } catch is ChannelError {
            // Likewise a close that came before our read.
        }
        return Array(heard.prefix(count))
    }

    func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }
}

extension Wire {
    /// Runs `body`, which waits for something of this connection, and closes the connection when the task is cancelled.
    func closingOnCancel<R>(_ body: () async throws -> R) async throws -> R {
        try await withTaskCancellationHandler {
            try await body()
        } onCancel: { [channel] in
            channel.close(promise: nil)
        }
    }
}
