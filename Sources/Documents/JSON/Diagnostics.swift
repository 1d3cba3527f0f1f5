/// Every diagnostic of one reading, thrown together so that all mistakes are mended in one go.
public struct Diagnostics: Error, Sendable {
    public var items: [Diagnostic]

    public init(_ items: [Diagnostic] = []) {
        self.items = items
    }

    public var hasErrors: Bool { items.contains { $0.severity == .error } }

    public mutating func append(_ diagnostic: Diagnostic) {
        items.append(diagnostic)
    }

    public mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
        items.append(contentsOf: diagnostics)
    }

    /// The items by file, line and column; those of one place stay in the order they were found.
    public var sorted: [Diagnostic] {
        items.enumerated().sorted { left, right in
            let (a, b) = (Self.rank(left.element), Self.rank(right.element))
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    private static func rank(_ item: Diagnostic) -> (String, Int, Int) {
        (item.location?.file ?? "", item.location?.line ?? 0, item.location?.column ?? 0)
    }
}
