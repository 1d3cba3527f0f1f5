extension DocumentBuilder {
    /// The members of the closed object at `start` whose names occurred before in it, in document order.
    mutating func repeatedNames(in start: Int) -> [RepeatedName] {
        let count = Int(entries[start].low)
        guard count > 1 else { return [] }
        names.removeAll(keepingCapacity: true)
        var index = start + 1
        for _ in 0..<count {
            names.append(index)
            index += 1 + entries[index + 1].span
        }
        return bytes.withUnsafeBufferPointer { text in
            count <= 8 ? comparedPairwise(text) : comparedByHash(text)
        }
    }

    private func comparedPairwise(_ text: UnsafeBufferPointer<UInt8>) -> [RepeatedName] {
        var found: [RepeatedName] = []
        for later in 1..<names.count {
            let first = names[..<later].first { isSameText($0, names[later], text) }
            if let first { found.append(RepeatedName(first: first, second: names[later])) }
        }
        return found
    }

    /// Swift's hasher is seeded for each process, so names cannot be chosen to collide.
    private func comparedByHash(_ text: UnsafeBufferPointer<UInt8>) -> [RepeatedName] {
        var found: [RepeatedName] = []
        var table = NameTable(capacity: names.count)
        for name in names {
            let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[textRange(of: name)])
            let earlier = table.insert(name, text: bytes) { isSameText($0, name, text) }
            if let earlier { found.append(RepeatedName(first: earlier, second: name)) }
        }
        return found
    }

    private func isSameText(_ a: Int, _ b: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        entries[a].high == entries[b].high
            && text[textRange(of: a)].elementsEqual(text[textRange(of: b)])
    }
}

/// A hash table of tape indexes by their text, with open addressing.
struct NameTable {
    private var slots: [Int]
    private let mask: Int

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    /// Inserts `index`, or returns the index with the same text that is there already.
    mutating func insert(_ index: Int, text: UnsafeRawBufferPointer, isSame: (Int) -> Bool) -> Int? {
        var slot = Self.hash(text) & mask
        while slots[slot] >= 0 {
            if isSame(slots[slot]) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        slots[slot] = index
        return nil
    }

    /// The index inserted with this text.
    func find(_ text: UnsafeRawBufferPointer, isSame: (Int) -> Bool) -> Int? {
        var slot = Self.hash(text) & mask
        while slots[slot] >= 0 {
            if isSame(slots[slot]) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        return hasher.finalize()
    }
}
