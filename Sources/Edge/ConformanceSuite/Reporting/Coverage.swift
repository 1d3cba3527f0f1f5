public import JSON

/// What of the specification a run has seen.
public struct Coverage: Sendable, Equatable {
    /// What is declared of one kind, and what of it came.
    public struct Share: Sendable, Equatable {
        public var declared: [String]
        /// In the order of `declared`; then what came undeclared.
        public var seen: [String]

        init(declared: [String], seen: Set<String>) {
            self.declared = declared
            self.seen = declared.filter(seen.contains) + seen.subtracting(declared).sorted()
        }

        /// What is declared and never came.
        public var missing: [String] { declared.filter { !seen.contains($0) } }
    }

    public struct Operation: Sendable, Equatable {
        /// Such as "POST /api/v1/tasks".
        public var title: String
        /// The HTTP statuses, "4XX" for a range.
        public var statuses: Share
        public var codes: Share
        /// The roles that may call it, and those that were answered with a 2xx.
        public var roles: Share
        public var spec: SourceLocation?
    }

    public var operations: [Operation] = []
    /// The events of the WebSocket; empty where there is none.
    public var events = Share(declared: [], seen: [])
    /// Which rules were held against the server for a line; lines that no rule pointed at are missing.
    public var lines: [SpecLine: Set<String>] = [:]
}

/// A line of a file of the specification.
public struct SpecLine: Sendable, Hashable {
    public var file: String
    /// From 1.
    public var line: Int

    init(_ place: SourceLocation) {
        file = place.file
        line = place.line
    }

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}
