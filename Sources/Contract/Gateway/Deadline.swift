import Synchronization

/// The time an operation has for its answer (`x-deadline-ms`).
struct Deadline: Sendable {
    let milliseconds: Int
    /// On the monotonic clock.
    let nanoseconds: Int64
    let watch: DeadlineWatch

    init(milliseconds: Int, from start: Int64, watch: DeadlineWatch) {
        self.milliseconds = milliseconds
        nanoseconds = start + Int64(milliseconds) * 1_000_000
        self.watch = watch
    }

    var refusal: Refusal { Refusal("DEADLINE_EXCEEDED", ["milliseconds": String(milliseconds)]) }

    /// The result of the work, or DEADLINE_EXCEEDED: then the work is cancelled and its result dropped.
    func run(_ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
        let race = Race()
        // Unstructured: work that does not heed its cancellation must not keep the caller waiting.
        let running = Task {
            do { race.finish(.success(try await work())) } catch { race.finish(.failure(error)) }
        }
        let id = watch.add(deadline: nanoseconds) { race.finish(.failure(refusal)) }
        let result = await withTaskCancellationHandler {
            await race.result()
        } onCancel: {
            running.cancel()
        }
        watch.remove(id)
        running.cancel()
        return try result.get()
    }
}

/// Keeps the first result of several, for the one who waits.
private final class Race: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Answer, any Error>, Never>)
        case finished(Result<Answer, any Error>)
    }

    private let state = Mutex(State.open)

    func finish(_ result: Result<Answer, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<Result<Answer, any Error>, Never>? in
            switch state {
            case .open:
                state = .finished(result)
                return nil
            case .awaited(let continuation):
                state = .finished(result)
                return continuation
            case .finished: return nil
            }
        }
        waiting?.resume(returning: result)
    }

    /// To be asked once.
    func result() async -> Result<Answer, any Error> {
        await withCheckedContinuation { continuation in
            let finished = state.withLock { state -> Result<Answer, any Error>? in
                if case .finished(let result) = state { return result }
                state = .awaited(continuation)
                return nil
            }
            if let finished { continuation.resume(returning: finished) }
        }
    }
}
