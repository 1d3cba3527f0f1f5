public import JSON

/// Where a specification says two things of which no server can keep both, or asks for what nobody can send.
///
/// It is no fault of the server, and what it keeps from being judged is not judged.
public struct Contradiction: Sendable, Hashable {
    /// What it is about, such as "POST /tasks"; "the document" where several operations may share it.
    public var subject: String
    /// In one sentence without a full stop.
    public var message: String
    public var spec: SourceLocation?

    public init(subject: String, message: String, spec: SourceLocation?) {
        self.subject = subject
        self.message = message
        self.spec = spec
    }

    /// The diagnostics of a reading that are contradictions rather than matters of style.
    private static let codes: Set<String> = [
        "example-breaks-schema", "schema-sample-does-not-fit", "schema-null-not-in-enum", "undeclared-path-parameter",
        "unused-path-parameter", "optional-path-parameter", "duplicate-operation-id", "same-path",
    ]

    /// Where the methods stand whose requests another operation takes.
    static func shadowed(in diagnostics: [Diagnostic]) -> Set<SourceLocation> {
        let clashes = diagnostics.filter { $0.code == "same-path" }
        return Set(clashes.compactMap(\.location) + clashes.flatMap(\.otherLocations))
    }

    /// Those that the reading of a document has found, each place for itself; errors are contradictions too.
    static func all(in diagnostics: [Diagnostic]) -> [Contradiction] {
        diagnostics.filter { codes.contains($0.code) || $0.severity == .error }.flatMap { one in
            ([one.location] + one.otherLocations).map {
                Contradiction(subject: "the document", message: one.message, spec: $0)
            }
        }
    }
}
