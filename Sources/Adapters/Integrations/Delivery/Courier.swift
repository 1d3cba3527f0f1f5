public import JSON
public import Orchestration
import Synchronization

/// Takes the events of tasks to the integrations of their owners: in order, one at a time for each, side by side for all.
///
/// What is delivered is in the store, so a server that dies goes on where it was; an event whose delivery was not yet
/// written down is then delivered again under the same id. Without events and waits it sleeps.
public final class Courier: Sendable {
    /// One integration in the courier's hands.
    private struct Round {
        var stop: AsyncStream<Never>.Continuation?
        /// Whether the integration was changed since it was read.
        var isStale = false
    }

    private struct State {
        var rounds: [String: Round] = [:]
        /// Where integrations to serve are announced while `run` is running.
        var starts: AsyncStream<String>.Continuation?
    }

    let messenger: Messenger
    let store: any TaskStore & IntegrationStore
    let events: EventLog
    let clock: any Clock<Duration>
    let chance: @Sendable () -> Double
    let log: @Sendable (CourierNotice) -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - door: where requests go out
    ///   - clock: measures the waits between attempts
    ///   - now: dates what is stored and signed
    ///   - chance: a number from 0 to 1 that shortens a wait
    public init(
        catalogue: IntegrationCatalogue, vault: CredentialVault, store: any TaskStore & IntegrationStore,
        events: EventLog, door: any Door, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        log: @escaping @Sendable (CourierNotice) -> Void = { _ in }
    ) {
        messenger = Messenger(catalogue: catalogue, vault: vault, door: door, now: now)
        self.store = store
        self.events = events
        self.clock = clock
        self.chance = chance
        self.log = log
    }

    var now: @Sendable () -> Timestamp { messenger.now }
    var catalogue: IntegrationCatalogue { messenger.catalogue }

    /// Delivers until cancelled; a request under way is then broken off and made again by the next server.
    public func run() async {
        let (ids, starts) = AsyncStream.makeStream(of: String.self)
        state.withLock { $0.starts = starts }
        await withDiscardingTaskGroup { group in
            group.addTask { await self.announceAll() }
            for await id in ids { group.addTask { await self.serve(id) } }
        }
        state.withLock { $0 = State() }
    }

    /// To be called after an integration was added, changed or removed.
    public func changed(_ id: String) {
        state.withLock { state in
            if let round = state.rounds[id] {
                state.rounds[id]?.isStale = true
                round.stop?.finish()
            } else if let starts = state.starts {
                state.rounds[id] = Round()
                starts.yield(id)
            }
        }
    }

    private func announceAll() async {
        var cursor: PageCursor?
        repeat {
            let from = cursor
            let page = await patiently { () throws(StoreError) in
                try await self.store.integrations(owner: nil, limit: 200, cursor: from)
            }
            for one in page?.integrations ?? [] where one.enabled { changed(one.id) }
            cursor = page?.nextCursor
        } while cursor != nil
    }

    /// Serves one integration until it is gone or disabled, beginning anew whenever it was changed.
    private func serve(_ id: String) async {
        repeat {
            let stop = beginRound(id)
            let found = await patiently { () throws(StoreError) in try await self.store.integration(id) }
            if let integration = found ?? nil, isServed(integration) { await deliver(to: integration, until: stop) }
        } while !endRound(id)
    }

    private func isServed(_ integration: IntegrationRecord) -> Bool {
        guard integration.enabled, let platform = catalogue[integration.platform] else { return false }
        return platform.delivery != nil && platform.missing(in: integration.settings).isEmpty
    }

    private func deliver(to integration: IntegrationRecord, until stop: AsyncStream<Never>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.follow(integration) }
            group.addTask { for await _ in stop {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func beginRound(_ id: String) -> AsyncStream<Never> {
        let (stream, stop) = AsyncStream.makeStream(of: Never.self)
        state.withLock { $0.rounds[id] = Round(stop: stop) }
        return stream
    }

    /// True if the integration was not changed meanwhile, so that nothing is left to do.
    private func endRound(_ id: String) -> Bool {
        state.withLock { state in
            guard state.rounds[id]?.isStale == true, !Task.isCancelled else {
                state.rounds[id] = nil
                return true
            }
            return false
        }
    }

    /// Asks again after a second for as long as the store fails; nil when cancelled.
    @discardableResult
    func patiently<Value: Sendable>(
        _ ask: @Sendable () async throws(StoreError) -> Value
    ) async -> Value? {
        while true {
            do throws(StoreError) { return try await ask() } catch { log(.storeFailed(reason: "\(error)")) }
            if Task.isCancelled { return nil }
            try? await clock.sleep(for: .seconds(1))
        }
    }
}
