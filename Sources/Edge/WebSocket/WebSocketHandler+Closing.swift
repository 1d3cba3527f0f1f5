import NIOCore

/// Sending, and the close handshake (RFC 6455 7.1).
extension WebSocketHandler {
    /// Writes what is waiting.
    func drain() {
        guard let context, let connection else { return }
        let frames = connection.takeWaiting()
        if frames.isEmpty { return }
        for chunk in Self.chunks(frames) {
            let written = context.eventLoop.makePromise(of: Void.self)
            let count = chunk.readableBytes
            written.futureResult.whenComplete { _ in connection.sent(count) }
            context.write(wrapOutboundOut(chunk), promise: written)
        }
        context.flush()
    }

    /// Joins small frames into buffers of some size: few system calls, and the count of waiting bytes stays fine-grained.
    private static func chunks(_ frames: [ByteBuffer]) -> [ByteBuffer] {
        var chunks: [ByteBuffer] = []
        for frame in frames {
            if let last = chunks.last, last.readableBytes + frame.readableBytes <= 16_384 {
                chunks[chunks.count - 1].writeImmutableBuffer(frame)
            } else {
                chunks.append(frame)
            }
        }
        return chunks
    }

    /// Sends our Close frame behind what is waiting and gives the other end time to answer.
    func startClose(_ code: UInt16, _ reason: String) {
        guard case .open = stage else { return }
        stage = .closing(code: CloseCode.maySend(code) ? code : CloseCode.none, reason: reason)
        sendClose(code, reason)
        scheduleEnd()
    }

    /// The other end's Close frame: answers it unless it is an answer, then the connection is over.
    func closedByPeer(_ code: UInt16?, _ reason: String) {
        switch stage {
        case .over: return
        case .closing(let ours, let why): conclude(ours, why)
        case .open:
            sendClose(code, "")
            conclude(code ?? CloseCode.none, reason)
        }
        leave()
    }

    /// The other end broke the protocol: says so and ends the connection (RFC 6455 7.1.7).
    func fail(_ fault: WebSocketFault) {
        if case .open = stage { sendClose(fault.code, fault.reason) }
        conclude(fault.code, fault.reason)
        leave()
    }

    /// The other end will send nothing more; without a Close frame that is abnormal.
    func endOfInput() {
        if case .closing(let code, let reason) = stage {
            conclude(code, reason)
        } else {
            conclude(CloseCode.abnormal, "")
        }
    }

    /// Reports the end, once.
    func conclude(_ code: UInt16, _ reason: String) {
        if case .over = stage { return }
        stage = .over
        pingTask?.cancel()
        received.clear()
        guard let connection else { return }
        connection.shut()
        callbacks.onClose(connection, code, reason)
        self.connection = nil
        link?.value = nil
        link = nil
    }

    private func sendClose(_ code: UInt16?, _ reason: String) {
        connection?.shut()
        drain()
        context?.writeAndFlush(wrapOutboundOut(encoder.close(code: code, reason: reason)), promise: nil)
    }

    /// A server closes its side first, so that the client knows the end; a client waits for that (RFC 6455 7.1.1).
    private func leave() {
        guard let context, context.channel.isActive else { return }
        scheduleEnd()
        if role == .server { context.close(mode: .output, promise: nil) }
    }

    private func scheduleEnd() {
        guard let context else { return }
        closeTask?.cancel()
        let patience = TimeAmount.seconds(Int64(limits.closeSeconds))
        closeTask = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { [weak self] in
            self?.endOfInput()
            self?.context?.close(promise: nil)
        }
    }
}
