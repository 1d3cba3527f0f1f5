public import JSON

/// Something that holds in every answer (`x-invariants`).
///
/// Either `monotonic(/pointer)`, a number that never falls from one answer to the next, or two sums with `==`, `!=`,
/// `<=`, `<`, `>=` or `>` between them. A sum is made of terms with ` + ` and ` - `; a term is a number, a pointer to a
/// number, `count(/pointer)`, the elements or members there, or `sum(/pointer)`, of all numbers there, where the token
/// `*` stands for every element or member.
public struct Invariant: Sendable, Equatable {
    enum Term: Sendable, Equatable {
        case number(Double)
        case value(JSONPointer)
        case count(JSONPointer)
        case sum(JSONPointer)
    }

    enum Comparison: String, Sendable, CaseIterable {
        case equal = "=="
        case unequal = "!="
        case atMost = "<="
        case less = "<"
        case atLeast = ">="
        case more = ">"
    }

    enum Kind: Sendable, Equatable {
        case monotonic(JSONPointer)
        case comparison([(sign: Double, term: Term)], Comparison, [(sign: Double, term: Term)])

        static func == (left: Kind, right: Kind) -> Bool { "\(left)" == "\(right)" }
    }

    /// As it is written.
    public let text: String
    let kind: Kind

    /// The pointer of `monotonic`; nil for a comparison.
    public var rising: JSONPointer? {
        if case .monotonic(let pointer) = kind { pointer } else { nil }
    }

    /// Whether it holds in an answer; nil where a number it speaks of is null or not there.
    public func holds(in root: Node) -> Bool? {
        guard case .comparison(let left, let comparison, let right) = kind, let one = Self.value(of: left, in: root),
            let other = Self.value(of: right, in: root)
        else { return nil }
        switch comparison {
        case .equal: return one == other
        case .unequal: return one != other
        case .atMost: return one <= other
        case .less: return one < other
        case .atLeast: return one >= other
        case .more: return one > other
        }
    }

    private static func value(of sum: [(sign: Double, term: Term)], in root: Node) -> Double? {
        var total = 0.0
        for (sign, term) in sum {
            guard let value = value(of: term, in: root) else { return nil }
            total += sign * value
        }
        return total
    }

    private static func value(of term: Term, in root: Node) -> Double? {
        switch term {
        case .number(let number): number
        case .value(let pointer): root.at(pointer)?.double
        case .count(let pointer): nodes(pointer.tokens[...], below: root).reduce(0) { $0 + Double($1.count) }
        case .sum(let pointer): nodes(pointer.tokens[...], below: root).reduce(0) { $0 + ($1.double ?? 0) }
        }
    }

    private static func nodes(_ tokens: ArraySlice<String>, below node: Node) -> [Node] {
        guard let token = tokens.first else { return [node] }
        let rest = tokens.dropFirst()
        guard token == "*" else {
            return node.at(JSONPointer(tokens: [token])).map { nodes(rest, below: $0) } ?? []
        }
        return (Array(node.elements) + node.members.map(\.value)).flatMap { nodes(rest, below: $0) }
    }
}
