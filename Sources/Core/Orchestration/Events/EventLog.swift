import Synchronization

/// All events of all tasks, in the order of their commits: from the store, then live.
///
/// Memory is bounded: the latest events are kept once for all readers, and a reader who falls behind them reads the
/// store at its own pace.
public final class EventLog: Sendable {
    private struct State {
        var tail: EventTail
        var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextSleeper = 0
    }

    /// Events in one batch or page, at most.
    public static let pageSize = 256

    private let store: any TaskStore
    private let clock: any Clock<Duration>
    private let state: Mutex<State>

    /// Hears of the store's commits from now on; `kept` events stay in memory.
    ///
    /// `clock` measures the wait before a store that failed is asked again.
    public init(store: any TaskStore, clock: any Clock<Duration> = ContinuousClock(), kept: Int = 1024) {
        self.store = store
        self.clock = clock
        state = Mutex(State(tail: EventTail(capacity: kept)))
        store.observe { [weak self] events in self?.append(events) }
    }

    /// Every event after `sequence` exactly once, in order, in batches as they come; ends when the Swift task that
    /// reads is cancelled, and not before.
    public func follow(after sequence: Int64) -> some AsyncSequence<[TaskEvent], Never> & Sendable {
        EventFeed(log: self, start: sequence)
    }

    /// The sequence number of the newest event, 0 when there is none; waits while the store fails.
    public func latest() async -> Int64 {
        if let known = state.withLock({ $0.tail.latest }) { return known }
        return await patiently { () throws(StoreError) in try await store.latestSequence() } ?? 0
    }

    /// The next events after `sequence`, of one task or of all, in order: empty if there are none yet.
    ///
    /// Waits while the store fails, so that an empty page never hides an event; empty also when cancelled.
    public func page(after sequence: Int64, task: String? = nil, limit: Int = EventLog.pageSize) async -> [TaskEvent] {
        await patiently { () throws(StoreError) in
            try await store.events(after: sequence, task: task, limit: limit)
        } ?? []
    }

    /// The next batch, once there is one; nil when cancelled.
    func batch(after sequence: Int64) async -> [TaskEvent]? {
        while !Task.isCancelled {
            let (version, kept) = state.withLock {
                ($0.tail.version, $0.tail.events(after: sequence, limit: Self.pageSize))
            }
            let events = if let kept { kept } else { await page(after: sequence) }
            if !events.isEmpty { return events }
            await change(since: version)
        }
        return nil
    }

    private func append(_ events: [TaskEvent]) {
        let sleepers = state.withLock { state in
            state.tail.append(events)
            defer { state.sleepers = [:] }
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    /// Returns once there was a commit after this version, or when cancelled.
    private func change(since version: Int) async {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Cancelled before this line, the handler below found nobody to wake.
                    if Task.isCancelled || state.tail.version != version { return true }
                    state.sleepers[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume()
        }
    }

    /// Asks again after a second for as long as the store fails; nil when cancelled.
    private func patiently<Value>(_ ask: () async throws(StoreError) -> Value) async -> Value? {
        while !Task.isCancelled {
            do { return try await ask() } catch { try? await clock.sleep(for: .seconds(1)) }
        }
        return nil
    }
}
