/// One way into the code that bytes of strangers take.
///
/// A run traps where a promise about its input is broken; libFuzzer then keeps the input.
struct FuzzTarget {
    let name: String
    let run: @Sendable ([UInt8]) -> Void

    /// Those that `AMAS_FUZZ` may name.
    static let all = [json, yaml, schema, evaluate, pointer, patch, repair, gateway, openapi]

    init(_ name: String, run: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.run = run
    }
}

/// Ends the run, saying which promise was broken.
func demand(_ isKept: @autoclosure () -> Bool, _ promise: @autoclosure () -> String) {
    if !isKept() { fatalError(promise()) }
}

extension [UInt8] {
    /// The input in so many parts, which a line of "---" divides; those that are absent are empty.
    func parts(_ count: Int) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var rest = self[...]
        while parts.count < count - 1, let line = rest.indices.first(where: { rest[$0...].starts(with: Self.line) }) {
            parts.append(Array(rest[..<line]))
            rest = rest[(line + Self.line.count)...]
        }
        parts.append(Array(rest))
        while parts.count < count { parts.append([]) }
        return parts
    }

    private static let line = Array("\n---\n".utf8)
}
