/// How a piece of work with a time limit ended.
enum Limited<Value: Sendable>: Sendable {
    case finished(Value)
    /// The limit passed first. The work was cancelled, and has ended too.
    case expired
}

/// Runs `work` and cancels it once `limit` has passed by `clock`.
///
/// Without a limit it just runs.
///
/// It returns only after `work` has: work that ignores its cancellation makes the caller wait.
func limited<Value: Sendable>(
    to limit: Duration?, by clock: any Clock<Duration>, _ work: @escaping @Sendable () async -> Value
) async -> Limited<Value> {
    guard let limit else { return .finished(await work()) }
    return await withTaskGroup(of: Race<Value>.self) { group in
        group.addTask { .work(await work()) }
        group.addTask {
            do {
                try await clock.sleep(for: limit)
                return .timer(passed: true)
            } catch {
                return .timer(passed: false)
            }
        }
        var isExpired = false
        for await racer in group {
            switch racer {
            case .timer(let passed): isExpired = passed
            case .work(let value):
                group.cancelAll()
                return isExpired ? .expired : .finished(value)
            }
            if isExpired { group.cancelAll() }
        }
        return .expired
    }
}

private enum Race<Value: Sendable>: Sendable {
    case work(Value)
    case timer(passed: Bool)
}

extension Clock where Duration == Swift.Duration {
    /// A stopwatch that starts now: each call gives the time since then.
    func stopwatch() -> @Sendable () -> Duration {
        let start = now
        return { start.duration(to: self.now) }
    }
}
