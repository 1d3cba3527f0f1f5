import NIOCore

/// From bytes to callbacks.
extension WebSocketHandler {
    /// Reads every whole message; the first fault fails the connection.
    func readMessages() {
        do throws(WebSocketFault) {
            while isReading, let piece = try decoder.next(from: &received) {
                if let message = try assembler.take(piece) { try deliver(message) }
            }
        } catch {
            fail(error)
        }
        received.discardReadBytes()
    }

    private var isReading: Bool {
        if case .over = stage { return false }
        return true
    }

    /// Whether messages are still wanted: after our own `close` nothing more is delivered.
    private var isOpen: Bool { connection?.isOpen == true }

    private func deliver(_ message: WebSocketMessage) throws(WebSocketFault) {
        switch message {
        case .pong: break
        case .close(let code, let reason): closedByPeer(code, reason)
        case .ping(let payload) where isOpen: _ = connection?.send(encoder.frame(.pong, payload))
        case .text(let text) where isOpen:
            if let connection { callbacks.onText(connection, text) }
        case .binary(let bytes) where isOpen:
            guard let onBinary = callbacks.onBinary else {
                throw WebSocketFault(CloseCode.unsupportedData, "only text is understood here")
            }
            if let connection { onBinary(connection, bytes) }
        // Our Close frame is out: nothing may follow it, so nothing is answered.
        case .ping, .text, .binary: break
        }
    }

    /// Counts what came too late; a peer that keeps sending is cut off.
    func discard(_ count: Int) {
        lateBytes += count
        if lateBytes > 65_536 { context?.close(promise: nil) }
    }

    /// Sends a ping now and then, and gives up on a peer that stays silent.
    func schedulePing(_ context: ChannelHandlerContext) {
        guard limits.pingSeconds > 0 else { return }
        let pause = TimeAmount.seconds(Int64(limits.pingSeconds))
        pingTask = context.eventLoop.assumeIsolated().scheduleTask(in: pause) { [weak self] in self?.ping() }
    }

    private func ping() {
        guard isOpen, let context else { return }
        if missed >= limits.missedPings {
            conclude(CloseCode.abnormal, "no answer to pings")
            return context.close(promise: nil)
        }
        missed += 1
        _ = connection?.send(encoder.frame(.ping, ByteBuffer()))
        schedulePing(context)
    }
}
