import Synchronization

/// Holds the number of outgoing connections of the whole process under a limit; waiters are served in order.
///
/// Without it many agents at once could use up the file descriptors that the server needs for its own clients.
final class ConnectionSlots: Sendable {
    private struct State {
        var free: Int
        var closed = false
        var nextID = 0
        var waiters: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    }

    private let state: Mutex<State>

    init(limit: Int) { state = Mutex(State(free: limit)) }

    /// Runs `body` once a slot is free; throws `EgressError.closed` after `close()`, `CancellationError` when cancelled.
    func withSlot<R>(_ body: () async throws -> R) async throws -> R {
        try await take()
        defer { giveBack() }
        return try await body()
    }

    /// Refuses everyone who waits now or comes later; connections that are open end by themselves.
    func close() {
        let waiters = state.withLock { state in
            state.closed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(throwing: EgressError.closed) }
    }

    private func take() async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enqueue($0, id: id) }
        } onCancel: {
            abandon(id)
        }
    }

    private func enqueue(_ continuation: CheckedContinuation<Void, any Error>, id: Int) {
        let verdict: Result<Void, any Error>? = state.withLock { state in
            if state.closed { return .failure(EgressError.closed) }
            if Task.isCancelled { return .failure(CancellationError()) }
            guard state.free > 0 else {
                state.waiters.append((id, continuation))
                return nil
            }
            state.free -= 1
            return .success(())
        }
        if let verdict { continuation.resume(with: verdict) }
    }

    private func abandon(_ id: Int) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }

    private func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiters.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiters.removeFirst().continuation
        }
        next?.resume()
    }
}
