import NIOCore
import NIOHTTP1

/// One run under load: opens the connections, hands out the requests as the pacer says, counts what comes back.
///
/// Belongs to one event loop from its making to its end; that is why it needs no lock.
final class LoadRun {
    /// The three moments of an exchange.
    struct Times {
        let due, sent, ended: NIODeadline
    }

    private let loop: any EventLoop
    private let plan: LoadPlan
    private let dial: LoadDial
    private let promise: EventLoopPromise<LoadReport>
    private var pacer: LoadPacer
    private var tally = LoadTally()
    private var backoff = LoadBackoff()
    private var idle: [LoadConnection] = []
    private var busy = 0
    /// First attempts to connect that have not ended yet; the clock starts when there are none.
    private var awaited: Int
    private var refusals: [(error: any Error, word: LoadError)] = []
    private var start: NIODeadline?
    private var wakening: NIODeadline?
    private var isFinished = false

    init(_ plan: LoadPlan, _ dial: LoadDial, on loop: any EventLoop, _ promise: EventLoopPromise<LoadReport>) {
        self.plan = plan
        self.dial = dial
        self.loop = loop
        self.promise = promise
        pacer = LoadPacer(plan)
        awaited = plan.connections
    }

    var now: NIODeadline { loop.now }

    func begin() { for _ in 0..<plan.connections { dial.open(for: self, on: loop) } }

    /// Ends at once with `error`, unless the run is over.
    func abandon(_ error: any Error) { finish(.failure(error)) }

    func received(_ bytes: Int) { tally.received(bytes) }

    func opened(_ connection: LoadConnection, after time: TimeAmount) {
        if isFinished { return connection.close() }
        tally.opened(after: Duration(time))
        idle.append(connection)
        if start == nil { firstAttemptEnded() } else { pump() }
    }

    func openingFailed(_ error: any Error, as word: LoadError) {
        if isFinished { return }
        guard start == nil else { return refused(as: word) }
        refusals.append((error, word))
        firstAttemptEnded()
    }

    func answered(_ connection: LoadConnection, _ head: HTTPResponseHead, bodyBytes: Int, _ times: Times) {
        busy -= 1
        tally.answered(
            head, bodyBytes: bodyBytes, latency: Duration(times.ended - times.due),
            service: Duration(times.ended - times.sent))
        backoff.reset()
        if head.isKeepAlive { idle.append(connection) } else { replace() }
        pump()
    }

    /// A connection has gone; `error` says what became of the request that was under way, if there was one.
    func lost(_ connection: LoadConnection, _ error: LoadError?) {
        if isFinished { return }
        if let error {
            busy -= 1
            tally.failed(error)
        } else {
            idle.removeAll { $0 === connection }
            if start == nil { return refusals.append((ChannelError.eof, .connect)) }
        }
        replace()
        pump()
    }

    private func firstAttemptEnded() {
        awaited -= 1
        guard awaited == 0 else { return }
        if idle.isEmpty, let refusal = refusals.first { return abandon(refusal.error) }
        let start = now
        self.start = start
        for refusal in refusals { refused(as: refusal.word) }
        loop.assumeIsolated().scheduleTask(deadline: start + .nanoseconds(plan.duration.nanoseconds)) { [self] in
            pump()
        }
        pump()
    }

    private func refused(as word: LoadError) {
        tally.failed(word)
        replace()
    }

    /// Opens a connection in the place of one that has gone, later and later while nothing is answered.
    private func replace() {
        loop.assumeIsolated().scheduleTask(in: TimeAmount(backoff.next())) { [self] in
            if let start, !isFinished, !pacer.isOver(at: Duration(now - start)) { dial.open(for: self, on: loop) }
        }
    }

    /// Lets the free connections send what is due.
    private func pump() {
        guard let start, !isFinished else { return }
        handOut(since: start)
        let elapsed = Duration(now - start)
        pacer.close(at: elapsed)
        if pacer.isOver(at: elapsed), busy == 0 { finish(.success(report(start))) }
    }

    private func handOut(since start: NIODeadline) {
        while let connection = idle.last {
            let now = now
            switch pacer.next(at: Duration(now - start)) {
            case .send(let due):
                idle.removeLast()
                busy += 1
                connection.send(due: start + .nanoseconds(due.nanoseconds), now: now)
            case .wait(let until): return wake(at: start + .nanoseconds(until.nanoseconds))
            case .over: return
            }
        }
    }

    private func wake(at time: NIODeadline) {
        if let wakening, wakening <= time { return }
        wakening = time
        loop.assumeIsolated().scheduleTask(deadline: time) { [self] in
            if wakening == time { wakening = nil }
            pump()
        }
    }

    private func finish(_ result: Result<LoadReport, any Error>) {
        if isFinished { return }
        isFinished = true
        for connection in idle { connection.close() }
        idle = []
        promise.completeWith(result)
    }

    private func report(_ start: NIODeadline) -> LoadReport {
        LoadReport(
            url: dial.url, endpoint: dial.endpoint, plan: plan, elapsed: max(Duration(now - start), pacer.span),
            endedBy: pacer.sent >= plan.requests ? .requests : .duration, sent: pacer.sent, unsent: pacer.unsent,
            tally: tally)
    }
}

/// How long to wait before the next connection: not at all at first, then longer each time until an answer comes.
struct LoadBackoff {
    private var failures = 0

    mutating func reset() { failures = 0 }

    mutating func next() -> Duration {
        defer { failures += 1 }
        return failures == 0 ? .zero : .milliseconds(min(5 << min(failures, 7), 500))
    }
}
