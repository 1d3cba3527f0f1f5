import APISpec
import JSON

/// What is to be said of one OpenAPI document.
struct DocumentReport {
    let path: String
    private(set) var version: String?
    private(set) var operations = 0
    /// Whether it breaks nothing of the standard; style does not count.
    private(set) var isValid = true
    private(set) var findings: [Finding] = []
    /// How often each rule was broken.
    private(set) var counts: [String: Int] = [:]
    private let perRule: Int
    private let ignored: Set<String>

    init(_ source: DocumentSource, ignoring ignored: Set<String>, perRule: Int) {
        path = source.path
        self.perRule = perRule
        self.ignored = ignored
        do throws(Diagnostics) {
            let document = try source.document()
            version = document.version.rawValue
            operations = document.operations.count
            for diagnostic in document.diagnostics { add(diagnostic) }
            for rule in openAPIRules where !ignored.contains(rule.name) {
                for fault in rule.faults(in: document) { add(fault, of: rule) }
            }
        } catch {
            for diagnostic in error.items { add(diagnostic) }
        }
    }

    var json: JSONValue {
        let rules = counts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.integer($0.value)) }
        return [
            "path": .string(path), "version": JSONValue(version), "valid": .bool(isValid),
            "operations": .integer(operations), "rules": .object(JSONObject(rules)),
            "truncated": .bool(counts.values.contains { $0 > perRule }),
        ]
    }

    private mutating func add(_ fault: RuleFault, of rule: any OpenAPIRule) {
        if rule.severity >= .high { isValid = false }
        add(
            Finding(
                rule: "openapi.\(rule.name)", severity: rule.severity, title: fault.message,
                evidence: evidence(at: fault.node.location, fault.node.sourceLine), remedy: rule.remedy,
                location: fault.node.location.map(\.description) ?? path), rule.name)
    }

    private mutating func add(_ diagnostic: Diagnostic) {
        let name = Self.names[diagnostic.code] ?? "oas3-schema"
        let severity: Finding.Severity = diagnostic.severity == .error ? .high : .low
        if diagnostic.severity == .error { isValid = false }
        guard !ignored.contains(name) else { return }
        var facts = evidence(at: diagnostic.location, diagnostic.sourceLine)
        facts["code"] = .string(diagnostic.code)
        add(
            Finding(
                rule: "openapi.\(name)", severity: severity, title: diagnostic.message, evidence: facts,
                remedy: diagnostic.help ?? "Write what the OpenAPI standard asks for here.",
                location: diagnostic.location.map(\.description) ?? path), name)
    }

    private mutating func add(_ finding: Finding, _ name: String) {
        counts[name, default: 0] += 1
        if counts[name, default: 0] <= perRule { findings.append(finding) }
    }

    private func evidence(at location: SourceLocation?, _ line: String?) -> JSONValue {
        guard let location else { return ["file": .string(path)] }
        return [
            "file": .string(location.file), "line": .integer(location.line), "column": .integer(location.column),
            "text": JSONValue(line.map { String($0.prefix(200)) }),
        ]
    }

    /// What Spectral calls the mistakes that the reading finds.
    private static let names = [
        "duplicate-operation-id": "operation-operationId-unique", "duplicate-parameter": "operation-parameters",
        "unknown-server-variable": "oas3-server-variables", "example-breaks-schema": "oas3-valid-media-example",
        "schema-sample-does-not-fit": "oas3-valid-schema-example", "reference-circle": "invalid-ref",
        "unsupported-version": "unrecognized-format", "no-openapi": "unrecognized-format",
        "json-syntax": "parser", "yaml-syntax": "parser", "yaml-duplicate-key": "parser",
    ]
}
