import JSON
import Synchronization

/// Remembers tokens that were verified, so that the next request with the same one costs a look-up.
///
/// Bounded, and no entry outlives its token. Keys are whole tokens: a forgery that differs in one bit is another key.
final class TokenCache: Sendable {
    private struct Entry: Sendable {
        var caller: Caller
        var until: Timestamp
    }

    private let entries: Mutex<BoundedMap<String, Entry>>
    private let trust: Int64

    /// - Parameters:
    ///   - capacity: tokens at most.
    ///   - trustMilliseconds: an entry is looked into again after so long, even if its token still holds.
    init(capacity: Int, trustMilliseconds: Int64) {
        entries = Mutex(BoundedMap(capacity: capacity))
        trust = trustMilliseconds
    }

    func caller(of token: String, at now: Timestamp) -> Caller? {
        entries.withLock { entries in
            guard let entry = entries[token] else { return nil }
            if now < entry.until { return entry.caller }
            entries[token] = nil
            return nil
        }
    }

    func remember(_ caller: Caller, token: String, at now: Timestamp) {
        let trusted = Timestamp(milliseconds: now.milliseconds + trust)
        entries.withLock { $0[token] = Entry(caller: caller, until: min(caller.expiresAt, trusted)) }
    }
}
