import NIOCore

/// Who may take how long.
extension ConnectionHandler {
    /// Whether more bytes are wanted from the client now.
    func mayRead(_ context: ChannelHandlerContext) -> Bool {
        switch phase {
        case .open: backlog.isEmpty && context.channel.isWritable
        case .lingering, .done: true
        case .ending, .upgrading: false
        }
    }

    /// Makes up for a read that was held back.
    func resumeReading() {
        guard readIsPending, let context, mayRead(context) else { return }
        readIsPending = false
        context.read()
    }

    /// Sets the deadline for what the client owes now; while we owe a reply it owes nothing.
    func setReadDeadline() {
        guard phase == .open else {
            if phase != .lingering { readTimer?.clear() }
            return
        }
        if assembler.isInsideRequest {
            wait(for: .body, seconds: settings.limits.bodySeconds)
        } else if !queue.isEmpty || !backlog.isEmpty {
            awaited = .nothing
            readTimer?.clear()
        } else if headBegan {
            wait(for: .head, seconds: settings.limits.headSeconds)
        } else if awaited == .nothing {
            wait(for: .nextRequest, seconds: settings.limits.idleSeconds)
        }
    }

    private func wait(for awaited: Awaited, seconds: Int) {
        if self.awaited == awaited { return }
        self.awaited = awaited
        readTimer?.set(seconds: seconds)
    }

    /// The client took too long to send.
    func readDeadlinePassed() {
        switch (phase, awaited) {
        case (.open, .body): refuse(.bodyTimeout, assembler.abandon())
        case (.open, .head) where headBegan: refuse(.headTimeout, RequestTraits())
        case (.open, .head), (.open, .nextRequest), (.lingering, _): context?.close(promise: nil)
        default: break
        }
    }

    /// Looks once per period whether the client takes what was written.
    func watchWrites() {
        guard let writeTimer, !writeTimer.isSet, phase != .done else { return }
        bytesSentWhenArmed = bytesWritten - bytesUnsent
        writeTimer.set(seconds: settings.limits.writeSeconds)
    }

    /// The client took too long to read, unless it took something.
    func writeDeadlinePassed() {
        let unsent = bytesUnsent
        if unsent == 0 { return }
        if bytesWritten - unsent <= bytesSentWhenArmed {
            context?.close(promise: nil)
        } else {
            watchWrites()
        }
    }

    /// Bytes handed to the channel that the system has not taken yet.
    private var bytesUnsent: Int {
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
