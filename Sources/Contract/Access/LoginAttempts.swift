import Synchronization

/// Failed logins, counted per account and network, and per account alone with more patience.
final class LoginAttempts: Sendable {
    struct Key {
        var account: String
        var accountAndNetwork: String

        init(username: String, source: String) {
            account = username
            // A network name holds no NUL, so two pairs never make the same key.
            accountAndNetwork = "\(Network.name(of: source))\0\(username)"
        }
    }

    private struct Counters {
        var narrow = Backoff()
        /// Stops a guess spread over many networks, which no single one of them shows.
        var wide = Backoff(Backoff.Rule(grace: 100))
    }

    private let counters = Mutex(Counters())
    private let now: @Sendable () -> Int64

    init(now: @escaping @Sendable () -> Int64) { self.now = now }

    func waitSeconds(_ key: Key) -> Int {
        let now = now()
        return counters.withLock {
            max($0.narrow.waitSeconds(key.accountAndNetwork, now: now), $0.wide.waitSeconds(key.account, now: now))
        }
    }

    func failed(_ key: Key) {
        let now = now()
        counters.withLock {
            $0.narrow.failed(key.accountAndNetwork, now: now)
            $0.wide.failed(key.account, now: now)
        }
    }

    func succeeded(_ key: Key) {
        counters.withLock {
            $0.narrow.succeeded(key.accountAndNetwork)
            $0.wide.succeeded(key.account)
        }
    }
}
