import JSON
import Outbound

/// Looks for secrets in files.
struct CodeSecrets: Tool {
    let name = "code.secrets"
    let description = "Looks for keys, tokens and passwords in files; what it finds is told without the secret itself."
    let inputSchema: JSONValue = {
        var members = CodeTree.inputs
        members["entropy"] = [
            "type": "boolean", "default": true, "description": "Whether to report strings that only look random.",
        ]
        members["max_findings"] = [
            "type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000,
            "description": "The findings after so many are only counted.",
        ]
        return InputShape.object(members, required: ["path"])
    }()

    /// Gives `{files, secrets, rules: [{rule, count}], findings, skipped}`, the findings in the order of the files.
    ///
    /// Of a secret it tells the kind, the place, the length and the public start of its format, never more.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        return try await FileScope.working { () async throws(ToolError) in
            let code = try await CodeTree(input, context)
            var hunt = SecretHunt(
                entropy: input.flag("entropy", or: true), limit: input.integer("max_findings", or: 1_000))
            try await code.each { entry, bytes throws(ToolError) in
                guard !BinaryCheck.isBinary(bytes) else { return }
                hunt.add(entry.path, bytes)
                if Task.isCancelled { throw ToolError(kind: .cancelled, message: "cancelled") }
            }
            return hunt.json(skipped: code.skipped)
        }
    }
}

/// The secrets of the files seen so far.
struct SecretHunt {
    let entropy: Bool
    let limit: Int
    private var files = 0
    private var count = 0
    private var counts: [String: Int] = [:]
    private(set) var findings: [Finding] = []

    init(entropy: Bool, limit: Int) {
        self.entropy = entropy
        self.limit = limit
    }

    /// Files that list checksums: random strings there are no secrets.
    private static let checksums: Set<String> = [
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Package.resolved", "Cargo.lock", "go.sum", "poetry.lock",
        "Gemfile.lock", "composer.lock", "Pipfile.lock",
    ]
    private static let settings: Set<String> = [
        "yaml", "yml", "ini", "cfg", "conf", "properties", "toml", "env", "tfvars",
    ]

    mutating func add(_ path: String, _ bytes: [UInt8]) {
        files += 1
        let name = String(path.split(separator: "/").last ?? "")
        let end = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isSettings = Self.settings.contains(end) || name.hasPrefix(".env")
        let measures = entropy && !Self.checksums.contains(name)
        for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = SecretLine(line, isSettings: isSettings, measuresEntropy: measures)
            for match in line.matches() { add(match, at: "\(path):\(number + 1)") }
        }
    }

    private mutating func add(_ match: SecretMatch, at location: String) {
        count += 1
        counts[match.rule, default: 0] += 1
        if findings.count < limit { findings.append(match.finding(at: location)) }
    }

    func json(skipped: JSONValue) -> JSONValue {
        [
            "files": .integer(files), "secrets": .integer(count),
            "rules": .array(
                counts.sorted { $0.key < $1.key }.map {
                    ["rule": .string("secrets.\($0.key)"), "count": .integer($0.value)]
                }),
            "findings": JSONValue(findings), "skipped": skipped,
        ]
    }
}

extension SecretMatch {
    func finding(at location: String) -> Finding {
        var evidence: JSONObject = [
            "secret": .string(prefix + "***"), "characters": .integer(range.count),
            "column": .integer(range.lowerBound + 1),
        ]
        if let entropy { evidence["entropy"] = .double((entropy * 100).rounded() / 100) }
        return Finding(
            rule: "secrets.\(rule)", severity: severity, title: "The file holds \(title)", evidence: .object(evidence),
            remedy: "Revoke it, since whoever read the file has it; keep its successor in the environment or a vault.",
            location: location)
    }
}
