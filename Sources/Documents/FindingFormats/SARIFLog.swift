public import JSON

/// Findings in files as SARIF 2.1.0, the format that code-scanning services read.
public struct SARIFLog: Sendable {
    /// Something that findings are made by (SARIF 2.1.0 section 3.49).
    public struct Rule: Sendable {
        public var id: String
        /// What it asks for, in one sentence.
        public var title: String?
        /// What it stands on.
        public var help: String?

        public init(id: String, title: String? = nil, help: String? = nil) {
            self.id = id
            self.title = title
            self.help = help
        }
    }

    /// The version of the program, as `--version` prints it.
    public var version: String
    public var rules: [Rule]
    public var results: [SARIFResult]
    /// What says more about the run; empty for none.
    public var properties: JSONObject

    public init(version: String, rules: [Rule], results: [SARIFResult], properties: JSONObject = [:]) {
        self.version = version
        self.rules = rules
        self.results = results
        self.properties = properties
    }

    public var json: JSONValue {
        var run: JSONObject = [
            "tool": [
                "driver": ["name": "amas", "version": .string(version), "rules": .array(rules.map(Self.json))]
            ],
            "columnKind": "unicodeCodePoints",
            "results": .array(results.map(\.json)),
        ]
        if !properties.isEmpty { run["properties"] = .object(properties) }
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [.object(run)],
        ]
    }

    private static func json(_ rule: Rule) -> JSONValue {
        var object: JSONObject = ["id": .string(rule.id)]
        if let title = rule.title { object["shortDescription"] = ["text": .string(title)] }
        if let help = rule.help { object["help"] = ["text": .string(help)] }
        return .object(object)
    }
}
