import JSON
import Synchronization

/// The tokens and sessions that are revoked, in memory: asked on every request, so nothing is read from a disk.
///
/// Never forgets an entry before its time: each is there because somebody with a valid token asked for it.
public final class Revocations: Sendable {
    private struct Watcher: Sendable {
        var ids: [String]
        var signal: AsyncStream<Never>.Continuation
    }

    private struct State {
        var until: [String: Timestamp] = [:]
        var watchers: [Int: Watcher] = [:]
        var nextWatcher = 0
    }

    private let state = Mutex(State())

    /// - Parameter known: those that a store has kept.
    public init(_ known: [Revocation] = []) {
        add(known, now: Timestamp(milliseconds: 0))
    }

    /// Whether this caller's token was revoked, or its session.
    func cover(_ caller: Caller) -> Bool {
        state.withLock { state in
            if state.until.isEmpty { return false }
            return caller.revocableIDs.contains { state.until[$0] != nil }
        }
    }

    /// Adds some, forgets those that no longer matter, and tells who watches.
    func add(_ revocations: [Revocation], now: Timestamp) {
        let concerned = state.withLock { state in
            state.until = state.until.filter { now < $0.value }
            for one in revocations { state.until[one.id] = max(one.until, state.until[one.id] ?? one.until) }
            let ids = Set(revocations.map(\.id))
            return state.watchers.values.filter { !ids.isDisjoint(with: $0.ids) }
        }
        for watcher in concerned { watcher.signal.finish() }
    }

    /// A stream that ends when this caller's token or session is revoked; at once if it is already.
    func revocation(of caller: Caller) -> AsyncStream<Never> {
        let (stream, signal) = AsyncStream.makeStream(of: Never.self)
        let (id, isRevoked) = state.withLock { state in
            state.nextWatcher += 1
            state.watchers[state.nextWatcher] = Watcher(ids: caller.revocableIDs, signal: signal)
            return (state.nextWatcher, caller.revocableIDs.contains { state.until[$0] != nil })
        }
        signal.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.watchers.removeValue(forKey: id) }
        }
        if isRevoked { signal.finish() }
        return stream
    }

    /// How many it knows, and how many watch.
    var counts: (revocations: Int, watchers: Int) { state.withLock { ($0.until.count, $0.watchers.count) } }
}

extension Caller {
    /// What a revocation may name to end this caller's token.
    fileprivate var revocableIDs: [String] { [tokenID] + (sessionID.map { [$0] } ?? []) }
}
