import NIOCore

/// Replies whose bodies are made while they are sent.
extension ConnectionHandler {
    /// The stream whose turn it is.
    struct Streaming {
        let number: Int
        let isChunked: Bool
        var task: Task<Void, Never>?
        /// Those who wait until the client has read some of what was written.
        var waiting: [CheckedContinuation<Void, any Error>] = []

        /// Lets those who wait go on, or tells them that it is over.
        mutating func resume(with result: Result<Void, any Error> = .success(())) {
            for continuation in waiting { continuation.resume(with: result) }
            waiting = []
        }

        /// Tells the producer to end.
        mutating func stop() {
            task?.cancel()
            resume(with: .failure(CancellationError()))
        }
    }

    /// Writes the head of a reply and starts to make its body.
    func begin(_ stream: TransportStream, _ ready: ReplyQueue.Ready) {
        guard let context else { return }
        write(encode(ready))
        let (number, eventLoop) = (ready.number, context.eventLoop)
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        let writer = TransportWriter { bytes in
            try await withCheckedThrowingContinuation { continuation in
                eventLoop.execute { handler.value.send(bytes, number, continuation) }
            }
        }
        streaming = Streaming(number: number, isChunked: !ready.traits.isHTTP10)
        // A channel handler cannot await: this Task makes the body of one reply. `streaming` holds it until it reports
        // its end, and `stopWork()` cancels it.
        streaming?.task = Task {
            await stream.produce(writer)
            eventLoop.execute { handler.value.ended(number) }
        }
        if isQuiescing { streaming?.stop() }
    }

    private func send(_ bytes: ByteBuffer, _ number: Int, _ continuation: CheckedContinuation<Void, any Error>) {
        guard let streaming, streaming.number == number, !isQuiescing, let context else {
            return continuation.resume(throwing: CancellationError())
        }
        // A chunk of no bytes would be the end of the body.
        guard bytes.readableBytes > 0 else { return continuation.resume() }
        write(streaming.isChunked ? ReplyEncoder.chunk(bytes, context.channel.allocator) : bytes)
        flush()
        if context.channel.isWritable { continuation.resume() } else { self.streaming?.waiting.append(continuation) }
    }

    /// The body is whole: the connection goes on to the next reply, or closes if this was the last.
    private func ended(_ number: Int) {
        guard let streaming, streaming.number == number, let context else { return }
        self.streaming = nil
        let out = streaming.isChunked ? ReplyEncoder.lastChunk(context.channel.allocator) : ByteBuffer()
        if queue.endStream() { return finish(out) }
        write(out)
        writeReady()
        advance()
    }
}
