import JSON

extension Evaluator {
    /// The text of a string or a member's name, as words.
    @inline(__always)
    func key(_ value: Value) -> NameKey {
        NameKey(tape.bytes + Int(value.pointee.low), count: Int(value.pointee.high), end: tape.end)
    }

    @inline(__always)
    func isNumber(_ value: Value) -> Bool { value.pointee.kind == .integer || value.pointee.kind == .number }

    /// Unicode scalars of a string; counting stops early only where it has at least `limit` bytes to go on with.
    func scalarCount(_ value: Value, upTo limit: Int) -> Int {
        let text = tape.text(of: value)
        // No scalar takes more than four bytes.
        if text.count >= limit * 4 { return limit }
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    func isAtMost(_ limit: Int, _ value: Value) -> Bool {
        if Int(value.pointee.high) <= limit { return true }
        var count = 0
        for byte in tape.text(of: value) where byte & 0xC0 != 0x80 { count += 1 }
        return count <= limit
    }

    func accepts(_ value: Value, _ format: Format) -> Bool {
        switch value.pointee.kind {
        case .string: format.accepts(tape.text(of: value))
        case .integer, .number: format.accepts(tape.node(at: value))
        default: true
        }
    }

    /// Whether the string `value` matches.
    mutating func matches(_ value: Value, _ pattern: UnsafePointer<Pattern>) -> Bool {
        switch pattern.pointee.match(tape.text(of: value)) {
        case .matched: return true
        case .unmatched: return false
        case .tooMuchWork:
            give(up: .pattern)
            return false
        }
    }
}

/// The value of a `const`.
struct Constant {
    let node: Node
    /// The name that a string is.
    let name: NameTable?

    init(_ node: Node) {
        self.node = node
        name = node.string.map { NameTable([$0]) }
    }
}
