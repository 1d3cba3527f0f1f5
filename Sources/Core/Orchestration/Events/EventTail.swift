/// The latest events in memory, so that readers who keep up need not ask the store.
struct EventTail: Sendable {
    private let capacity: Int
    private var events: [TaskEvent] = []
    /// Index of the oldest event once the array is full.
    private var start = 0
    /// Every event after `floor` and up to `latest` is here; nil before the first commit.
    private var floor: Int64 = 0
    private(set) var latest: Int64?
    /// Changes with every commit.
    private(set) var version = 0

    /// Keeps up to `capacity` events; at least 1.
    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// Takes the events of one commit, in order, and leaves out what is known already.
    mutating func append(_ commit: [TaskEvent]) {
        let fresh = commit.drop { $0.sequence <= latest ?? 0 }
        guard let first = fresh.first else { return }
        if latest == nil { floor = first.sequence - 1 }
        for event in fresh { push(event) }
        latest = fresh.last?.sequence
        version += 1
    }

    /// Up to `limit` events after `sequence`; nil if only the store can tell what they are.
    func events(after sequence: Int64, limit: Int) -> [TaskEvent]? {
        guard let latest, sequence >= floor else { return nil }
        guard sequence < latest else { return [] }
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return (low..<min(events.count, low + limit)).map { self[$0] }
    }

    private mutating func push(_ event: TaskEvent) {
        guard events.count == capacity else { return events.append(event) }
        floor = events[start].sequence
        events[start] = event
        start = (start + 1) % capacity
    }

    private subscript(_ age: Int) -> TaskEvent { events[(start + age) % events.count] }
}
