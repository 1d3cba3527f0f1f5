/// Decides which request is sent when; knows of no socket and no clock.
///
/// Times are measured from the start of the run.
struct LoadPacer: Sendable {
    enum Next: Equatable {
        /// Send one now; it should have been sent at `due`, which is where its latency begins.
        case send(due: Duration)
        case wait(until: Duration)
        /// No more requests are begun.
        case over
    }

    private let plan: LoadPlan
    private(set) var sent = 0
    private var isClosed = false

    init(_ plan: LoadPlan) { self.plan = plan }

    /// Whether all requests have been sent or the time for sending is over.
    func isOver(at now: Duration) -> Bool {
        sent >= total || isClosed || plan.pace == .closed && now >= plan.duration
    }

    /// Ends the sending if its time is over; to be called when the free connections have taken what was due.
    mutating func close(at now: Duration) { if now >= plan.duration { isClosed = true } }

    /// What a free connection is to do at `now`.
    mutating func next(at now: Duration) -> Next {
        if isOver(at: now) { return .over }
        let due = Self.due(sent, plan)
        if due > now { return .wait(until: due) }
        sent += 1
        return .send(due: plan.pace == .closed ? now : due)
    }

    /// How many requests were due before the time was over and found no free connection.
    var unsent: Int { plan.pace == .closed ? 0 : total - sent }

    /// The time that the requests stand for at a rate: the last of them has its share after it.
    var span: Duration {
        guard case .rate(let rate) = plan.pace else { return .zero }
        return min(plan.duration, .nanoseconds(total * 1_000_000_000 / rate))
    }

    /// The requests that the plan allows: at a rate those that are due before the end.
    private var total: Int {
        guard case .rate(let rate) = plan.pace else { return plan.requests }
        let nanoseconds = plan.duration.nanoseconds
        let due = (Int(nanoseconds) * rate + 999_999_999) / 1_000_000_000
        return min(plan.requests, due)
    }

    /// When the request number `index` may be sent at the earliest.
    private static func due(_ index: Int, _ plan: LoadPlan) -> Duration {
        switch plan.pace {
        case .rate(let rate): .nanoseconds(index * 1_000_000_000 / rate)
        // A closed loop begins with one request a connection and is then held below the highest rate.
        case .closed: .nanoseconds(max(0, index - plan.connections) * 1_000_000_000 / LoadPlan.highestRate)
        }
    }
}
