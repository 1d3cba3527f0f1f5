import ArgumentParser
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
        case .sarif: SARIF.log(found).jsonText
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

    /// One workflow command, escaped as GitHub Actions asks.
    private static func github(_ one: Diagnostic) -> String {
        var properties = ["title=\(one.code)"]
        if let place = one.location {
            properties = ["file=\(place.file)", "line=\(place.line)", "col=\(place.column)"] + properties
        }
        let message = [one.message, one.help, one.otherPlaces.map { "also: \($0)" }].compactMap(\.self).joined(
            separator: " ")
        let escaped = message.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        return "::\(one.severity.rawValue) \(properties.joined(separator: ","))::\(escaped)"
    }
}
