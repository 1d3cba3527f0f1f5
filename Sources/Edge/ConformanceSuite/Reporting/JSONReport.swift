import JSON

extension Report {
    /// The report for programs; `version` changes when a member is removed or means something else.
    public var json: String {
        let value: JSONValue = [
            "version": 1, "url": .string(url), "specification": .string(specification),
            "seed": .string(String(seed)), "seconds": .double((seconds * 1_000).rounded() / 1_000),
            "operations": .integer(operations), "requests": .integer(requests),
            "summary": [
                "findings": .integer(findings.count), "passed": .integer(count(.passed)),
                "failed": .integer(count(.failed)), "inconclusive": .integer(count(.inconclusive)),
                "skipped": .integer(count(.skipped)), "checks": .integer(checks),
                "contradictions": .integer(contradictions.count),
            ],
            "rules": .array(
                rules.map { rule in
                    [
                        "id": .string(rule.id), "level": .string(rule.level.rawValue), "title": .string(rule.title),
                        "basis": .string(rule.basis),
                    ]
                }),
            "cases": .array(cases.map(Self.json)),
            "contradictions": .array(contradictions.map(Self.json)),
        ]
        return value.jsonText + "\n"
    }

    private static func json(_ one: Case) -> JSONValue {
        [
            "rule": .string(one.rule), "subject": .string(one.subject), "verdict": .string(one.verdict.rawValue),
            "checks": .integer(one.checks), "notes": .array(one.notes.map(JSONValue.string)),
            "findings": .array(one.findings.map(json)),
        ]
    }

    private static func json(_ one: Contradiction) -> JSONValue {
        ["subject": .string(one.subject), "message": .string(one.message), "spec": json(one.spec)]
    }

    /// A place; null where there is none.
    private static func json(_ place: SourceLocation?) -> JSONValue {
        guard let place else { return .null }
        return ["file": .string(place.file), "line": .integer(place.line), "column": .integer(place.column)]
    }

    private static func json(_ finding: Finding) -> JSONValue {
        return [
            "attempt": .string(finding.attempt), "expected": .string(finding.expected), "got": .string(finding.got),
            "spec": json(finding.spec), "curl": .string(finding.curl),
        ]
    }
}
