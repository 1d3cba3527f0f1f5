import NIOCore

/// Calls back once when a deadline passes; moving the deadline later, or clearing it, costs no scheduling.
///
/// Lives on one event loop. The scheduled task stays where it is when the deadline moves away and looks again when it
/// runs: a busy connection moves its deadline with every request and schedules about once per period.
final class DeadlineTimer {
    private let eventLoop: any EventLoop
    private var deadline: NIODeadline?
    private var scheduled: (task: Scheduled<Void>, at: NIODeadline)?
    private var onPassed: (() -> Void)?

    /// A timer that calls `onPassed` on `eventLoop`.
    init(_ eventLoop: any EventLoop, onPassed: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.onPassed = onPassed
    }

    /// Whether a deadline is set.
    var isSet: Bool { deadline != nil }

    /// Sets the deadline `seconds` from now.
    func set(seconds: Int) {
        let deadline = eventLoop.now + .seconds(Int64(seconds))
        self.deadline = deadline
        if let scheduled, scheduled.at <= deadline { return }
        schedule(at: deadline)
    }

    /// Forgets the deadline.
    func clear() { deadline = nil }

    /// Forgets the deadline and what it would have called.
    func cancel() {
        deadline = nil
        onPassed = nil
        scheduled?.task.cancel()
        scheduled = nil
    }

    private func schedule(at deadline: NIODeadline) {
        scheduled?.task.cancel()
        let task = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.look() }
        scheduled = (task, deadline)
    }

    private func look() {
        scheduled = nil
        guard let deadline else { return }
        if eventLoop.now < deadline { return schedule(at: deadline) }
        self.deadline = nil
        onPassed?()
    }
}
