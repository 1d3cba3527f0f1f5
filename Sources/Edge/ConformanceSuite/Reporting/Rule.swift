/// One thing that a server must do.
public struct Rule: Sendable, Hashable {
    /// As in RFC 2119.
    public enum Level: String, Sendable {
        case must = "MUST"
        case should = "SHOULD"
        case may = "MAY"
    }

    /// Such as "auth.missing-token"; the part before the dot is the group.
    public var id: String
    public var level: Level
    /// What it asks for, in one sentence without a full stop.
    public var title: String
    /// What of the specification or of which standard it stands on.
    public var basis: String
    /// The fault it finds, as numbered by the catalogue of Web Fuzzing Commons 0.9.0; nil where that has none.
    public var fault: Int?

    public init(_ id: String, _ title: String, basis: String, level: Level = .must, fault: Int? = nil) {
        self.id = id
        self.level = level
        self.title = title
        self.basis = basis
        self.fault = fault
    }

    /// Whether one of the globs fits the id, `*` standing for any text.
    ///
    /// No globs fit everything.
    func isNamed(by globs: [String]) -> Bool { globs.isEmpty || globs.contains { Glob.fits(id, $0) } }
}
