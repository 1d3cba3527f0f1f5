extension Node {
    /// Equality as JSON Schema means it: 1 equals 1.0, the order of members does not count.
    public func isEqual(to other: Node) -> Bool {
        switch (kind, other.kind) {
        case (.integer, .integer): int == other.int
        case (.integer, .number), (.number, .integer), (.number, .number): isSameNumber(as: other)
        case (.string, .string): other.withUTF8 { equals($0) } ?? false
        case (.boolean, .boolean): bool == other.bool
        case (.null, .null): true
        case (.array, .array): count == other.count && zip(elements, other.elements).allSatisfy { $0.isEqual(to: $1) }
        case (.object, .object): count == other.count && hasMembers(equalTo: other)
        default: false
        }
    }

    /// Different doubles never stand for one number; equal doubles may stand for two.
    private func isSameNumber(as other: Node) -> Bool {
        double == other.double && exactNumber == other.exactNumber
    }

    private func hasMembers(equalTo other: Node) -> Bool {
        let names = count > 16 ? MemberIndex(other) : nil
        return members.allSatisfy { key, value in
            let match = key.withUTF8 { name in names.map { $0[name] } ?? other[name] }
            return match.flatMap { $0 }.map { value.isEqual(to: $0) } ?? false
        }
    }

    /// Feeds `hasher` so that equal nodes, in the sense of `isEqual(to:)`, feed it alike.
    public func hash(into hasher: inout Hasher) {
        switch kind {
        case .null: hasher.combine(0)
        case .boolean: hasher.combine(bool)
        case .integer, .number: hasher.combine(double)
        case .string: _ = withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .array:
            hasher.combine(count)
            for element in elements { element.hash(into: &hasher) }
        case .object: hasher.combine(hashOfMembers)
        }
    }

    /// A sum, so that the order of members does not matter.
    private var hashOfMembers: Int {
        members.reduce(count) { sum, member in
            var hasher = Hasher()
            member.key.hash(into: &hasher)
            member.value.hash(into: &hasher)
            return sum &+ hasher.finalize()
        }
    }
}

/// Finds members by name in constant time; worth building for objects with many members.
struct MemberIndex {
    private var table: NameTable
    private let object: Node

    init(_ object: Node) {
        self.object = object
        table = NameTable(capacity: object.count)
        for (key, _) in object.members {
            _ = key.withUTF8 { name in
                table.insert(key.index, text: UnsafeRawBufferPointer(name)) { _ in false }
            }
        }
    }

    subscript(name: UnsafeBufferPointer<UInt8>) -> Node? {
        let key = table.find(UnsafeRawBufferPointer(name)) {
            Node(storage: object.storage, index: $0).equals(name)
        }
        return key.map { Node(storage: object.storage, index: $0 + 1) }
    }
}
