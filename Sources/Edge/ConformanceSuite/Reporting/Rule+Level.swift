extension Rule.Level: Comparable, CaseIterable {
    /// MAY, SHOULD, MUST: what binds more is greater.
    public static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }

    public static let allCases: [Rule.Level] = [.may, .should, .must]

    private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
