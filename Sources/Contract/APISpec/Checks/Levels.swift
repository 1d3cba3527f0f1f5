import JSON

/// How the diagnostics of a document of anybody's are told.
///
/// An error makes the contract unsound: which requests or answers are meant cannot be said. A warning is what real
/// documents get wrong while that is still clear. A mistake that is repeated is told once, with its places.
enum Levels {
    /// Mistakes whose meaning is clear, and how it is taken.
    private static let warnings: Set<String> = [
        "duplicate-operation-id",  // the later ones are called by method and path
        "undeclared-path-parameter",  // any text
        "unused-path-parameter",  // left out
        "optional-path-parameter",  // required
        "missing-schema",  // any value
        "meaningless-body",  // as declared
        "media-type",  // matches nothing
        "response-status-case",  // as in capitals
        "no-success-response", "example-breaks-schema", "unknown-tag", "unsupported-version-form",
    ]

    static func judge(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let levelled = diagnostics.map { one in
            var one = one
            if warnings.contains(one.code) { one.severity = .warning }
            return one
        }
        return Diagnostics(withoutEchoes(levelled).oneForEachMistake).folded(by: Fold.init).items
    }

    /// The schema compiler finds some mistakes too that a check knows more of: references to files that are missing or out
    /// of bounds, defaults of parameters.
    private static func withoutEchoes(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let references = Set(diagnostics.filter { $0.code.hasPrefix("reference-") }.compactMap(\.location))
        let samples = Set(diagnostics.filter { $0.code == "example-breaks-schema" }.compactMap(\.location))
        return diagnostics.filter { one in
            guard let place = one.location else { return true }
            switch one.code {
            case "schema-unresolved-reference": return !references.contains(place)
            case "schema-sample-does-not-fit": return !samples.contains(place)
            default: return true
            }
        }
    }
}

/// What makes two diagnostics the same mistake.
private struct Fold: Hashable {
    let severity: Diagnostic.Severity
    let code: String
    let text: String?

    /// Rules whose messages name the operation they are about.
    private static let bySubject: Set<String> = [
        "undeclared-path-parameter", "unused-path-parameter", "optional-path-parameter", "meaningless-body",
        "no-success-response", "path-fragment", "path-query", "same-path", "duplicate-operation-id",
        "component-name", "missing-schema", "ignored-parameter",
    ]

    init(_ diagnostic: Diagnostic) {
        severity = diagnostic.severity
        code = diagnostic.code
        if Self.bySubject.contains(code) {
            text = nil
        } else if ["example-breaks-schema", "schema-sample-does-not-fit"].contains(code) {
            text = Self.rule(in: diagnostic.message)
        } else {
            text = diagnostic.message
        }
    }

    /// What a value should be, without what it is and where it stands: `must be a string, was 7` -> `must be a string`.
    private static func rule(in message: String) -> String {
        var rule = ""
        var isQuoted = false
        for character in message {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { break }
            if !isQuoted, !character.isNumber { rule.append(character) }
        }
        return rule.split(separator: " ").filter { !$0.hasPrefix("/") }.joined(separator: " ")
    }
}
