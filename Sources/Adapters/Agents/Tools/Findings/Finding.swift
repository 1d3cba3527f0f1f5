import JSON

/// One thing that was found, with the evidence for it and how to mend it.
struct Finding: Sendable, Equatable {
    enum Severity: String, Sendable, CaseIterable, Comparable {
        case info, low, medium, high, critical

        static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// A stable name with dots: "tls.cert.expired".
    var rule: String
    var severity: Severity
    /// One sentence that says what is wrong.
    var title: String
    /// What was seen, so that anyone can check it.
    var evidence: JSONValue
    /// What to do about it.
    var remedy: String
    /// Where it was found: a URL, or "host:port".
    var location: String

    var json: JSONValue {
        [
            "rule": .string(rule), "severity": .string(severity.rawValue), "title": .string(title),
            "evidence": evidence, "remedy": .string(remedy), "location": .string(location),
        ]
    }
}

extension JSONValue {
    /// The findings as the array that tools put under "findings".
    init(_ findings: [Finding]) { self = .array(findings.map(\.json)) }

    /// The string, or null if there is none.
    init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    init(_ texts: [String]) { self = .array(texts.map { .string($0) }) }

    init(_ numbers: [Int]) { self = .array(numbers.map { .integer($0) }) }
}
