import UnixSignals

/// Work that a person may end early and that then hands out what it has.
enum Interruptible {
    private enum Event<Result: Sendable>: Sendable {
        case done(Result)
        case signal(UnixSignal?)
    }

    /// The result, and the signal that cancelled the work, SIGINT or SIGTERM; nil where none came.
    static func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> (Result, UnixSignal?) {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Event<Result>.self) { group in
            group.addTask { .done(try await work()) }
            group.addTask { .signal(await signals.first { _ in true }) }
            var came: UnixSignal?
            while let event = try await group.next() {
                switch event {
                case .signal(let signal): came = signal
                case .done(let result):
                    group.cancelAll()
                    return (result, came)
                }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }
}
