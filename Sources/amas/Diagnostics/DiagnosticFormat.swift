import ArgumentParser
import FindingFormats
import JSON

/// The ways `amas check` can print what it found.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github

    /// `found` in reading order; `files` is how many files were read, `operations` what became of those of a single
    /// OpenAPI document.
    func render(_ found: [Diagnostic], files: Int, operations: (compiled: Int, declared: Int)? = nil) -> String {
        switch self {
        case .text: Self.text(found, files: files, operations)
        case .json: Self.json(found).jsonText
        case .sarif: Self.sarif(found).json.jsonText
        case .github: found.map(Self.github).joined(separator: "\n")
        }
    }

    private static func text(
        _ found: [Diagnostic], files: Int, _ operations: (compiled: Int, declared: Int)?
    ) -> String {
        let compiled = operations.map { ", \($0.compiled) of \(counted($0.declared, "operation")) compiled" } ?? ""
        let errors = found.count { $0.severity == .error }
        let warnings = found.count - errors
        let summary = "\(files) files read\(compiled): \(counted(errors, "error")), \(counted(warnings, "warning"))"
        return (found.map(\.text) + [summary]).joined(separator: "\n")
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func json(_ found: [Diagnostic]) -> JSONValue {
        .array(
            found.map { one in
                var object: JSONObject = [
                    "severity": .string(one.severity.rawValue), "code": .string(one.code),
                    "message": .string(one.message),
                ]
                if let help = one.help { object["help"] = .string(help) }
                if let pointer = one.pointer { object["pointer"] = .string(pointer) }
                if let place = one.location {
                    object["file"] = .string(place.file)
                    object["line"] = .integer(place.line)
                    object["column"] = .integer(place.column)
                }
                if !one.otherLocations.isEmpty {
                    object["also"] = .array(one.otherLocations.map { .string($0.description) })
                }
                return .object(object)
            })
    }

    private static func sarif(_ found: [Diagnostic]) -> SARIFLog {
        SARIFLog(
            version: Version.text, rules: Set(found.map(\.code)).sorted().map { SARIFLog.Rule(id: $0) },
            results: found.map { one in
                SARIFResult(
                    rule: one.code, level: one.severity == .error ? .error : .warning,
                    message: message(one, separator: "\n"), location: one.location, otherLocations: one.otherLocations)
            })
    }

    private static func github(_ one: Diagnostic) -> String {
        WorkflowCommand(
            level: one.severity.rawValue, title: one.code, message: message(one, separator: " "),
            location: one.location
        ).description
    }

    private static func message(_ one: Diagnostic, separator: String) -> String {
        [one.message, one.help, one.otherPlaces.map { "also: \($0)" }].compactMap(\.self).joined(separator: separator)
    }
}
