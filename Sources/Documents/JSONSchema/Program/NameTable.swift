/// Finds names by their bytes without allocating: by comparing while they are few, by hash when they are many.
struct NameTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each name ends in `bytes`.
    private var ends: [Int] = []
    /// Open addressing, indexes of names or -1; empty while the names are few.
    private var slots: [Int32] = []
    private var longest = 0

    /// Names up to here are compared one by one.
    private static let fewNames = 8

    /// `names` must differ from each other.
    init(_ names: [String]) {
        for name in names {
            bytes.append(contentsOf: name.utf8)
            ends.append(bytes.count)
            longest = max(longest, name.utf8.count)
        }
        guard names.count > Self.fewNames else { return }
        slots = Array(repeating: -1, count: Self.powerOfTwo(atLeast: names.count * 2))
        for (index, name) in names.enumerated() {
            var slot = Self.hash(name.utf8) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }

    var count: Int { ends.count }

    /// The index of `name` in the list given to `init`.
    func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard name.count <= longest else { return nil }
        if slots.isEmpty { return ends.indices.first { isName($0, name) } }
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            if isName(Int(slots[slot]), name) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isName(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == name.count else { return false }
        for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
        return true
    }

    /// FNV-1a.
    ///
    /// The table holds only the schema's own names, so no instance can make its chains longer.
    private static func hash(_ name: some Sequence<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func powerOfTwo(atLeast count: Int) -> Int {
        var size = 16
        while size < count { size *= 2 }
        return size
    }
}
