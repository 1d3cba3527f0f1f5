extension Node {
    /// Array elements or object members; 0 for scalars.
    @inlinable public var count: Int {
        let entry = entry
        switch entry.kind {
        case .array, .object: return Int(entry.low)
        default: return 0
        }
    }

    /// The member called `key`.
    ///
    /// Takes time proportional to the number of members.
    @inlinable public subscript(_ key: String) -> Node? {
        guard entry.kind == .object else { return nil }
        var key = key
        return key.withUTF8 { self[$0] }
    }

    /// The member whose name has exactly these UTF-8 bytes.
    @inlinable public subscript(_ key: UnsafeBufferPointer<UInt8>) -> Node? {
        let entry = entry
        guard entry.kind == .object else { return nil }
        var name = index + 1
        for _ in 0..<entry.low {
            if storage.entries[name].high == key.count, Node(storage: storage, index: name).equals(key) {
                return Node(storage: storage, index: name + 1)
            }
            name += 1 + storage.entries[name + 1].span
        }
        return nil
    }

    /// The element at `index`.
    ///
    /// Takes time proportional to `index`: iterate `elements` to visit all.
    @inlinable public subscript(_ index: Int) -> Node? {
        guard entry.kind == .array, index >= 0, index < count else { return nil }
        var next = self.index + 1
        for _ in 0..<index { next += storage.entries[next].span }
        return Node(storage: storage, index: next)
    }

    /// The elements of an array; empty for other kinds.
    @inlinable public var elements: Elements {
        Elements(storage: storage, position: index + 1, remaining: entry.kind == .array ? count : 0)
    }

    /// The members of an object in document order; empty for other kinds.
    @inlinable public var members: Members {
        Members(storage: storage, position: index + 1, remaining: entry.kind == .object ? count : 0)
    }

    public struct Elements: Sequence, IteratorProtocol, Sendable {
        @usableFromInline let storage: DocumentStorage
        @usableFromInline var position: Int
        @usableFromInline var remaining: Int

        @inlinable init(storage: DocumentStorage, position: Int, remaining: Int) {
            self.storage = storage
            self.position = position
            self.remaining = remaining
        }

        @inlinable public mutating func next() -> Node? {
            guard remaining > 0 else { return nil }
            defer { position += storage.entries[position].span }
            remaining -= 1
            return Node(storage: storage, index: position)
        }
    }

    public struct Members: Sequence, IteratorProtocol, Sendable {
        @usableFromInline let storage: DocumentStorage
        @usableFromInline var position: Int
        @usableFromInline var remaining: Int

        @inlinable init(storage: DocumentStorage, position: Int, remaining: Int) {
            self.storage = storage
            self.position = position
            self.remaining = remaining
        }

        @inlinable public mutating func next() -> (key: Node, value: Node)? {
            guard remaining > 0 else { return nil }
            let key = position
            remaining -= 1
            position += 1 + storage.entries[key + 1].span
            return (Node(storage: storage, index: key), Node(storage: storage, index: key + 1))
        }
    }
}

extension Node {
    /// The node that `pointer` leads to from here (RFC 6901 section 4).
    public func at(_ pointer: JSONPointer) -> Node? {
        var node = self
        for token in pointer.tokens {
            guard let child = node.kind == .array ? JSONPointer.index(token).flatMap({ node[$0] }) : node[token]
            else { return nil }
            node = child
        }
        return node
    }
}
