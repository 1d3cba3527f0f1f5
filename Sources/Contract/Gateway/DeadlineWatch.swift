import Synchronization

/// Calls back when deadlines have passed, with one sleeping task for all of them.
///
/// A timer of its own for every request would stay in the runtime's queue until it fires, long after the answer.
final class DeadlineWatch: Sendable {
    private struct Entry {
        var deadline: Int64
        var fire: @Sendable () -> Void
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var nextID: UInt64 = 0
        var isWatching = false
    }

    /// How late a call may be, in nanoseconds.
    static let tick: Int64 = 10_000_000

    private let state = Mutex(State())
    private let clock: GatewayClock

    init(clock: GatewayClock) { self.clock = clock }

    /// Calls `fire` once the monotonic clock has reached `deadline`, unless removed before.
    func add(deadline: Int64, fire: @escaping @Sendable () -> Void) -> UInt64 {
        let (id, mustWatch) = state.withLock { state in
            let id = state.nextID
            state.nextID += 1
            state.entries[id] = Entry(deadline: deadline, fire: fire)
            defer { state.isWatching = true }
            return (id, !state.isWatching)
        }
        // Unstructured: it serves every request, and ends by itself when none is left.
        if mustWatch { Task { await watch() } }
        return id
    }

    func remove(_ id: UInt64) {
        state.withLock { _ = $0.entries.removeValue(forKey: id) }
    }

    private func watch() async {
        while true {
            try? await clock.sleep(Self.tick)
            let now = clock.monotonicNanoseconds()
            let (expired, isDone) = state.withLock { state in
                let expired = state.entries.filter { $0.value.deadline <= now }
                for id in expired.keys { state.entries[id] = nil }
                if state.entries.isEmpty { state.isWatching = false }
                return (expired.values.map(\.fire), state.entries.isEmpty)
            }
            for fire in expired { fire() }
            if isDone { return }
        }
    }
}
