/// One reader's way along the event log; the reader holds nothing but its position.
struct EventFeed: AsyncSequence, Sendable {
    typealias Element = [TaskEvent]
    typealias Failure = Never

    let log: EventLog
    let start: Int64

    func makeAsyncIterator() -> Iterator { Iterator(log: log, position: start) }

    struct Iterator: AsyncIteratorProtocol {
        let log: EventLog
        var position: Int64

        mutating func next() async -> [TaskEvent]? { await next(isolation: #isolation) }

        mutating func next(isolation actor: isolated (any Actor)?) async -> [TaskEvent]? {
            guard let batch = await log.batch(after: position), let last = batch.last else { return nil }
            position = last.sequence
            return batch
        }
    }
}
