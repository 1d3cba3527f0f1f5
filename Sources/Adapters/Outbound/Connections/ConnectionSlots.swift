import Synchronization

/// Holds the number of outgoing connections of the whole process under a limit; waiters are served in order.
///
/// Without it many agents at once could use up the file descriptors that the server needs for its own clients.
final class ConnectionSlots: Sendable {
    private struct State {
        var free: Int
        var closed = false
        var nextID = 0
        var waiters: [(id: Int, count: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    }

    private let limit: Int
    private let state: Mutex<State>

    init(limit: Int) {
        self.limit = limit
        state = Mutex(State(free: limit))
    }

    /// Runs `body` once a slot is free; throws `EgressError.closed` after `close()`, `CancellationError` when cancelled.
    func withSlot<R>(_ body: () async throws -> R) async throws -> R { try await withSlots(1, body) }

    /// Runs `body` once `count` slots are free together, so that two who want many cannot each hold half of them.
    ///
    /// Throws `EgressError.invalid` if there are not so many in all.
    func withSlots<R>(_ count: Int, _ body: () async throws -> R) async throws -> R {
        guard count <= limit else {
            throw EgressError.invalid("\(count) connections are more than the \(limit) that may be open at once")
        }
        try await take(count)
        defer { giveBack(count) }
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

    private func take(_ count: Int) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enqueue($0, id: id, count: count) }
        } onCancel: {
            abandon(id)
        }
    }

    private func enqueue(_ continuation: CheckedContinuation<Void, any Error>, id: Int, count: Int) {
        let verdict: Result<Void, any Error>? = state.withLock { state in
            if state.closed { return .failure(EgressError.closed) }
            if Task.isCancelled { return .failure(CancellationError()) }
            guard state.waiters.isEmpty, state.free >= count else {
                state.waiters.append((id, count, continuation))
                return nil
            }
            state.free -= count
            return .success(())
        }
        if let verdict { continuation.resume(with: verdict) }
    }

    /// Takes a cancelled waiter out of the queue; those behind it may have been waiting for it alone.
    private func abandon(_ id: Int) {
        let (waiter, served) = state.withLock { state in
            let waiter = state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            return (waiter, Self.serve(&state))
        }
        waiter?.continuation.resume(throwing: CancellationError())
        for continuation in served { continuation.resume() }
    }

    private func giveBack(_ count: Int) {
        let served = state.withLock { state in
            state.free += count
            return Self.serve(&state)
        }
        for continuation in served { continuation.resume() }
    }

    /// Gives the free slots to the first who wait, as far as they reach.
    private static func serve(_ state: inout State) -> [CheckedContinuation<Void, any Error>] {
        var served: [CheckedContinuation<Void, any Error>] = []
        while let next = state.waiters.first, next.count <= state.free {
            state.free -= next.count
            served.append(state.waiters.removeFirst().continuation)
        }
        return served
    }
}
