import Synchronization

/// Work that several tasks take from, each piece once.
final class WorkQueue: Sendable {
    private let rest: Mutex<ArraySlice<Int>>

    init(_ items: [Int]) { rest = Mutex(items[...]) }

    /// The next piece; nil when all are taken.
    func next() -> Int? { rest.withLock { $0.popFirst() } }
}
