import Synchronization

/// Counts the connections open now, in all and per address.
final class ConnectionCounter: Sendable {
    private struct Counts {
        var total = 0
        var perAddress: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())
    private let total: Int
    private let perAddress: Int

    /// A counter that admits up to the two limits.
    init(total: Int, perAddress: Int) {
        self.total = total
        self.perAddress = perAddress
    }

    /// Connections admitted and not yet released.
    var open: Int { counts.withLock { $0.total } }

    /// Takes a place for `peer`, or returns false when either limit is reached; each place is released once.
    func admit(_ peer: String) -> Bool {
        let key = Self.key(peer)
        return counts.withLock { counts in
            guard counts.total < total, counts.perAddress[key, default: 0] < perAddress else { return false }
            counts.total += 1
            counts.perAddress[key, default: 0] += 1
            return true
        }
    }

    /// Gives back the place of `peer`.
    func release(_ peer: String) {
        let key = Self.key(peer)
        counts.withLock { counts in
            counts.total -= 1
            let left = counts.perAddress[key, default: 1] - 1
            counts.perAddress[key] = left == 0 ? nil : left
        }
    }

    /// The address itself, or the first four groups of an IPv6 address: one customer usually owns all of the rest.
    static func key(_ peer: String) -> String {
        guard peer.contains(":") else { return peer }
        let ends = peer.split(separator: "::", omittingEmptySubsequences: false).map { $0.split(separator: ":") }
        var groups = ends[0].map(String.init)
        if ends.count == 2 {
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - ends[1].count)) + ends[1].map(String.init)
        }
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
