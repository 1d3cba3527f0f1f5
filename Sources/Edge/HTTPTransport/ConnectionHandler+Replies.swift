import Logging
import NIOCore
import NIOHTTP1

/// From replies to bytes, and to the end of the connection.
extension ConnectionHandler {
    /// Writes every reply whose turn has come; the one that closes ends the connection.
    func writeReady() {
        while let ready = queue.next() {
            if let stream = ready.stream { return begin(stream, ready) }
            let bytes = encode(ready)
            if ready.closes { return finish(bytes) }
            write(bytes)
        }
    }

    /// Asks for the body the client holds back.
    func sayContinue() {
        guard let context else { return }
        var out = context.channel.allocator.buffer(capacity: 32)
        ReplyEncoder.writeContinue(to: &out)
        write(out)
    }

    func encode(_ ready: ReplyQueue.Ready) -> ByteBuffer {
        let capacity = 512 + (ready.traits.isHead ? 0 : ready.reply.body.readableBytes)
        var out = context?.channel.allocator.buffer(capacity: capacity) ?? ByteBuffer()
        let framing = ReplyEncoder.Framing(
            isHead: ready.traits.isHead, isHTTP10: ready.traits.isHTTP10, closes: ready.closes)
        report(dropped: encoder.write(ready.reply, framing, second: settings.second(), to: &out))
        return out
    }

    /// Tells the operator that a responder tried to send fields that cannot be sent.
    func report(dropped names: [String]) {
        for name in names {
            let shown = name.debugDescription
            settings.logger.error("response field dropped: not sendable", metadata: ["field": "\(shown)"])
        }
    }

    func write(_ bytes: ByteBuffer) {
        bytesWritten += bytes.readableBytes
        flushIsPending = true
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    /// Sends what has been written since the last time, and watches that the client takes it.
    func flush() {
        guard flushIsPending, let context else { return }
        flushIsPending = false
        context.flush()
        watchWrites()
    }

    /// Writes the last bytes, then closes so that the client gets them.
    func finish(_ bytes: ByteBuffer?) {
        guard let context else { return }
        phase = .ending
        stopWork()
        let out = bytes ?? ByteBuffer()
        bytesWritten += out.readableBytes
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [weak self] result in
            switch result {
            case .success: self?.linger()
            case .failure: self?.context?.close(promise: nil)
            }
        }
        context.writeAndFlush(wrapOutboundOut(out), promise: written)
        watchWrites()
    }

    /// Closes our side and reads on a little: closing with unread bytes would reset the connection, and the client
    /// might never see the reply (RFC 9112 9.6).
    private func linger() {
        guard phase == .ending, let context else { return }
        if inputIsClosed { return context.close(promise: nil) }
        phase = .lingering
        lingerBytes = ConnectionSettings.lingerBytes
        readTimer?.set(seconds: ConnectionSettings.lingerSeconds)
        context.close(mode: .output, promise: nil)
        resumeReading()
    }

    /// Throws away a part that came too late.
    func drain(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head):
            drain(count: head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count })
        case .body(let bytes): drain(count: bytes.readableBytes)
        case .end: break
        }
    }

    /// Counts bytes that came too late; past the limit the connection closes at once.
    func drain(count: Int) {
        lingerBytes -= count
        if lingerBytes < 0 { context?.close(promise: nil) }
    }

    /// Stops every request still running; its reply has nowhere to go.
    private func stopWork() {
        for task in running.values { task.cancel() }
        running.removeAll()
        streaming?.stop()
        streaming = nil
        queue.removeAll()
        backlog.removeAll()
    }

    /// The connection is gone.
    func end() {
        phase = .done
        stopWork()
        readTimer?.cancel()
        writeTimer?.cancel()
    }
}
