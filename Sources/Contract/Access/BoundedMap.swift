/// A dictionary that never holds more than its capacity: the keys that nobody touched for longest are forgotten.
///
/// Two generations: what is used moves to the young one; when that is full it becomes the old one, and the former old
/// one goes. Every step takes constant time, so a flood of new keys cannot make it slow.
struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let half: Int

    /// Holds at most `capacity` keys, and at least the last half of that touched.
    init(capacity: Int) {
        half = max(1, capacity / 2)
    }

    /// The value, without counting as a use.
    func peek(_ key: Key) -> Value? { young[key] ?? old[key] }

    /// The value of a key; reading and writing count as a use.
    subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard let value = old[key] else { return nil }
            insert(value, for: key)
            return value
        }
        set {
            guard let newValue else {
                young[key] = nil
                old[key] = nil
                return
            }
            insert(newValue, for: key)
        }
    }

    /// How many entries it holds; a key that moved between generations may count twice.
    var count: Int { young.count + old.count }

    private mutating func insert(_ value: Value, for key: Key) {
        if young.updateValue(value, forKey: key) == nil, young.count >= half {
            old = young
            young = [:]
        }
    }
}
