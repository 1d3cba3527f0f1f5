/// What of the suite is run.
public struct Selection: Sendable, Equatable {
    /// Globs of rule ids; empty for all.
    public var rules: [String]
    /// Globs of rule ids that are left out.
    public var without: [String]
    /// Titles of the operations that are judged, such as "POST /api/v1/tasks"; nil for all.
    public var operations: Set<String>?
    /// Ends the run at the first finding, and leaves behind what was made: for servers that are thrown away.
    public var endsAtFirstFinding: Bool
    /// Milliseconds that are waited for what has begun to end.
    public var patience: Int64

    public init(
        rules: [String] = [], without: [String] = [], operations: Set<String>? = nil, endsAtFirstFinding: Bool = false,
        patience: Int64 = 30_000
    ) {
        self.rules = rules
        self.without = without
        self.operations = operations
        self.endsAtFirstFinding = endsAtFirstFinding
        self.patience = patience
    }

    /// Whether everything is judged, so that what was not seen counts.
    var isWhole: Bool { rules.isEmpty && without.isEmpty && operations == nil && !endsAtFirstFinding }

    func has(_ rule: Rule) -> Bool {
        rule.isNamed(by: rules) && (without.isEmpty || !rule.isNamed(by: without))
    }
}
