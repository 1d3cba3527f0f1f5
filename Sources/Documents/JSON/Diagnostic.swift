/// One mistake (or doubt) in a file, with its place and how to mend it.
public struct Diagnostic: Error, Sendable, Equatable {
    /// A warning is reported; an error also stops what was being done.
    public enum Severity: String, Sendable {
        case warning
        case error
    }

    public var severity: Severity
    /// A stable slug that programs may rely on, such as "yaml-duplicate-key".
    public var code: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// How to mend it, if that can be said.
    public var help: String?
    public var location: SourceLocation?
    /// The text of the line that `location` names.
    public var sourceLine: String?
    /// The place inside the document: a JSON pointer or a dotted path.
    public var pointer: String?
    /// Where else the same mistake was found.
    public var otherLocations: [SourceLocation] = []

    public init(
        _ severity: Severity = .error, code: String, _ message: String, help: String? = nil,
        location: SourceLocation? = nil, sourceLine: String? = nil, pointer: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.help = help
        self.location = location
        self.sourceLine = sourceLine
        self.pointer = pointer
    }

    /// A diagnostic that points at `node`, with its location and source line.
    public init(
        _ severity: Severity = .error, code: String, _ message: String, help: String? = nil,
        at node: Node, pointer: String? = nil
    ) {
        self.init(
            severity, code: code, message, help: help,
            location: node.location, sourceLine: node.sourceLine, pointer: pointer)
    }
}
