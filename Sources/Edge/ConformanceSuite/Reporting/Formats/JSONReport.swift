import JSON

extension Report {
    /// The report for programs, as docs/conform-report.schema.json describes it.
    ///
    /// `version` changes when a member is removed or means something else.
    public var json: String {
        let value: JSONValue = [
            "version": 1, "url": .string(url), "specification": .string(specification),
            "spec_digest": .string(specDigest), "suite_digest": .string(suiteDigest),
            "seed": .string(String(seed)), "seconds": .double((seconds * 1_000).rounded() / 1_000),
            "operations": .integer(operations), "requests": .integer(requests), "ending": endingJSON,
            "summary": summaryJSON, "rules": .array(rules.map(json)), "cases": .array(cases.map(Self.json)),
            "contradictions": .array(contradictions.map(Self.json)), "coverage": coverage.json,
        ]
        return value.jsonText + "\n"
    }

    private var endingJSON: JSONValue {
        switch ending {
        case .complete: ["kind": "complete"]
        case .interrupted: ["kind": "interrupted"]
        case .aborted(let reason): ["kind": "aborted", "reason": .string(reason)]
        }
    }

    private var summaryJSON: JSONValue {
        var summary: JSONObject = ["findings": .integer(openFindings.count)]
        for verdict in Case.Verdict.allCases { summary[verdict.rawValue] = .integer(count(verdict)) }
        summary["checks"] = .integer(checks)
        summary["contradictions"] = .integer(contradictions.count)
        return .object(summary)
    }

    private func json(_ rule: Rule) -> JSONValue {
        [
            "id": .string(rule.id), "level": .string(rule.level.rawValue), "title": .string(rule.title),
            "basis": .string(rule.basis), "fault": rule.fault.map(JSONValue.integer) ?? .null,
            "seconds": ruleSeconds[rule.id].map { .double(($0 * 1_000).rounded() / 1_000) } ?? .null,
        ]
    }

    private static func json(_ one: Case) -> JSONValue {
        [
            "rule": .string(one.rule), "subject": .string(one.subject), "verdict": .string(one.verdict.rawValue),
            "checks": .integer(one.checks), "notes": .array(one.notes.map(JSONValue.string)),
            "spec": json(one.spec), "findings": .array(one.findings.map(json)),
        ]
    }

    private static func json(_ one: Contradiction) -> JSONValue {
        ["subject": .string(one.subject), "message": .string(one.message), "spec": json(one.spec)]
    }

    private static func json(_ finding: Finding) -> JSONValue {
        var object: JSONObject = [
            "attempt": .string(finding.attempt), "expected": .string(finding.expected), "got": .string(finding.got),
            "spec": json(finding.spec), "curl": .string(finding.curl),
            "fingerprint": .string(finding.fingerprint), "again": json(finding.recurrence),
        ]
        if let acceptance = finding.acceptance {
            object["accepted"] = ["reason": .string(acceptance.reason), "expires": .string(acceptance.expires)]
        }
        if let note = finding.note { object["note"] = .string(note) }
        return .object(object)
    }

    private static func json(_ recurrence: Finding.Recurrence) -> JSONValue {
        switch recurrence {
        case .again: ["came": true]
        case .gone(let answer): ["came": false, "got": .string(answer)]
        case .untried(let why): ["came": nil, "why": .string(why)]
        }
    }

    fileprivate static func json(_ place: SourceLocation?) -> JSONValue {
        guard let place else { return .null }
        return ["file": .string(place.file), "line": .integer(place.line), "column": .integer(place.column)]
    }
}

extension Coverage {
    fileprivate var json: JSONValue {
        let operations = operations.map { one -> JSONValue in
            [
                "operation": .string(one.title), "spec": Report.json(one.spec), "statuses": one.statuses.json,
                "codes": one.codes.json, "roles": one.roles.json,
            ]
        }
        return ["operations": .array(operations), "events": events.json]
    }
}

extension Coverage.Share {
    fileprivate var json: JSONValue {
        ["declared": .array(declared.map(JSONValue.string)), "seen": .array(seen.map(JSONValue.string))]
    }
}
