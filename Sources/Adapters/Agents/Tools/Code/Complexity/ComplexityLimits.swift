import JSON

/// How much a function may hold before it is a finding.
struct ComplexityLimits: Sendable, Equatable {
    var complexity: Int
    var lines: Int
    var parameters: Int

    /// The findings of one function: `code.complexity.high`, `code.function.long`, `code.function.parameters`.
    func findings(_ entry: ComplexitySurvey.Entry) -> [Finding] {
        let function = entry.function
        let name = function.name.isEmpty ? "A function" : "The function \(function.name)"
        var findings: [Finding] = []
        if function.complexity > complexity {
            findings.append(
                finding(
                    entry, "code.complexity.high", function.complexity > 2 * complexity ? .high : .medium,
                    "\(name) has \(function.complexity) ways through it, more than \(complexity)",
                    "Take parts of it out into functions of their own, or replace conditions by a table."))
        }
        if function.nloc > lines {
            findings.append(
                finding(
                    entry, "code.function.long", .low, "\(name) has \(function.nloc) lines of code, more than \(lines)",
                    "Take parts of it out into functions of their own."))
        }
        if function.parameters > parameters {
            findings.append(
                finding(
                    entry, "code.function.parameters", .low,
                    "\(name) has \(function.parameters) parameters, more than \(parameters)",
                    "Put parameters that belong together into one value."))
        }
        return findings
    }

    private func finding(
        _ entry: ComplexitySurvey.Entry, _ rule: String, _ severity: Finding.Severity, _ title: String, _ remedy: String
    ) -> Finding {
        Finding(
            rule: rule, severity: severity, title: title,
            evidence: [
                "name": .string(entry.function.name), "lines": .integer(entry.function.nloc),
                "complexity": .integer(entry.function.complexity), "parameters": .integer(entry.function.parameters),
            ], remedy: remedy, location: "\(entry.path):\(entry.function.line)")
    }
}
