import Dispatch
import Synchronization

/// Runs heavy work off the event loops: a few at a time, a few waiting, the rest refused.
///
/// A hash takes tens of milliseconds of processor time and tens of megabytes; unbounded, a burst of logins would stop
/// everything else.
final class HashQueue: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private enum Admission {
        case start, wait, refuse
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "amas.access.hash", attributes: .concurrent)
    private let width: Int
    private let depth: Int

    /// At most `width` at once and `depth` waiting.
    init(width: Int, depth: Int) {
        self.width = width
        self.depth = depth
    }

    /// The result of the work.
    ///
    /// - Throws: `busy` at once if there is no room to wait.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Result<Value, PasswordError>
    ) async throws(PasswordError) -> Value {
        let result: Result<Value, PasswordError> = await withCheckedContinuation { continuation in
            let job: @Sendable () -> Void = {
                let result = work()
                self.startNext()
                continuation.resume(returning: result)
            }
            switch admit(job) {
            case .start: queue.async(execute: job)
            case .wait: break
            case .refuse: continuation.resume(returning: .failure(.busy))
            }
        }
        return try result.get()
    }

    /// How many wait now.
    var waitingCount: Int { state.withLock(\.waiting.count) }

    private func admit(_ job: @escaping @Sendable () -> Void) -> Admission {
        state.withLock { state in
            if state.running < width {
                state.running += 1
                return .start
            }
            guard state.waiting.count < depth else { return .refuse }
            state.waiting.append(job)
            return .wait
        }
    }

    /// Hands the finished job's place to the one that has waited longest.
    private func startNext() {
        let next = state.withLock { state -> (@Sendable () -> Void)? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
        if let next { queue.async(execute: next) }
    }
}
