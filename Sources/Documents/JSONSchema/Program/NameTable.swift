/// Finds names by their bytes without allocating.
///
/// A name of up to 16 bytes is two words, and comparing these is comparing the name.
final class NameTable: @unchecked Sendable {
    /// What looking up needs; good while the table lives.
    let index: NameIndex
    private let keys: UnsafeMutablePointer<NameKey>
    private let slots: UnsafeMutablePointer<Int32>?
    private let text: UnsafeMutablePointer<UInt8>

    /// Names up to here are compared one by one.
    private static let fewNames = 4

    /// `names` must differ from each other.
    init(_ names: [String]) {
        let bytes = names.flatMap(\.utf8)
        text = .allocate(capacity: bytes.count + 1)
        text.initialize(from: bytes + [0], count: bytes.count + 1)
        keys = .allocate(capacity: max(1, names.count))
        var start = 0
        let end = text + bytes.count
        for (position, name) in names.enumerated() {
            (keys + position).initialize(to: NameKey(text + start, count: name.utf8.count, end: end))
            start += name.utf8.count
        }
        guard names.count > Self.fewNames else {
            slots = nil
            index = NameIndex(keys: keys, count: names.count, slots: nil, mask: 0)
            return
        }
        var size = 16
        while size < names.count * 2 { size *= 2 }
        let slots = UnsafeMutablePointer<Int32>.allocate(capacity: size)
        slots.initialize(repeating: -1, count: size)
        for position in names.indices {
            var slot = keys[position].hash & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(position)
        }
        self.slots = slots
        index = NameIndex(keys: keys, count: names.count, slots: slots, mask: size - 1)
    }

    deinit {
        keys.deallocate()
        slots?.deallocate()
        text.deallocate()
    }

    var count: Int { index.count }

    /// The index of `name` in the list given to `init`.
    func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = name.baseAddress else { return nil }
        let found = index.find(NameKey(start, count: name.count, end: start + name.count))
        return found < 0 ? nil : found
    }
}

/// A name as words.
struct NameKey {
    /// The first eight bytes and the last eight; filled up with zeros if there are fewer.
    let head: UInt64
    let tail: UInt64
    let count: Int
    let start: UnsafePointer<UInt8>

    /// The `count` bytes at `start`; memory may be read up to `end`.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, count: Int, end: UnsafePointer<UInt8>) {
        self.count = count
        self.start = start
        let raw = UnsafeRawPointer(start)
        if count >= 8 {
            head = raw.loadUnaligned(as: UInt64.self)
            tail = (raw + (count - 8)).loadUnaligned(as: UInt64.self)
        } else if start + 8 <= end {
            head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & ((1 << UInt64(count * 8)) &- 1)
            tail = 0
        } else {
            var word: UInt64 = 0
            for index in 0..<count { word |= UInt64(start[index]) << UInt64(index * 8) }
            head = word
            tail = 0
        }
    }

    /// Only the schema's own names are in tables, so no value can make their chains longer.
    @inline(__always)
    var hash: Int {
        let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> 40)
    }

    @inline(__always)
    func equals(_ other: NameKey) -> Bool {
        head == other.head && tail == other.tail && count == other.count && (count <= 16 || hasSameMiddle(as: other))
    }

    private func hasSameMiddle(as other: NameKey) -> Bool {
        for index in 8..<count - 8 where start[index] != other.start[index] { return false }
        return true
    }
}

/// The memory of a `NameTable`.
struct NameIndex {
    let keys: UnsafeMutablePointer<NameKey>
    let count: Int
    /// Open addressing, indexes of names or -1; nil while the names are few.
    let slots: UnsafeMutablePointer<Int32>?
    let mask: Int

    /// The position of `name`; -1 if it is not there.
    @inline(__always)
    func find(_ name: NameKey) -> Int {
        guard let slots else {
            for position in 0..<count where keys[position].equals(name) { return position }
            return -1
        }
        var slot = name.hash & mask
        while slots[slot] >= 0 {
            if keys[Int(slots[slot])].equals(name) { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return -1
    }
}
