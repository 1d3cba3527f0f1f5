public import JSON
import YAML

extension Baseline {
    private static let required = ["rule", "subject", "reason", "expires"]

    /// The entries of a file: a list of `{rule, subject, attempt, reason, expires}`.
    ///
    /// - Throws: every mistake of the file, with its place.
    public init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
        let root = try YAMLReader.read(bytes, file: file).root
        guard root.kind == .array else {
            throw Diagnostics([
                Diagnostic(
                    code: "baseline-not-a-list", "the baseline must be a list",
                    help: "amas conform --write-baseline FILE makes one", at: root)
            ])
        }
        let faults = root.elements.flatMap(Self.faults)
        if !faults.isEmpty { throw Diagnostics(faults) }
        self.init(entries: root.elements.map(Self.entry))
    }

    private static func faults(of node: Node) -> [Diagnostic] {
        guard node.kind == .object else {
            return [Diagnostic(code: "baseline-entry", "an entry must have the members \(names)", at: node)]
        }
        let missing = required.filter { node[$0] == nil }.map { name in
            Diagnostic(code: "baseline-member", "an entry needs \"\(name)\"", at: node)
        }
        return missing + node.members.compactMap { fault(of: $0.key, $0.value) }
    }

    private static var names: String { (required + ["attempt"]).joined(separator: ", ") }

    private static func fault(of key: Node, _ value: Node) -> Diagnostic? {
        let name = key.string ?? ""
        guard (required + ["attempt"]).contains(name) else {
            let meant = Suggestion.nearest(to: name, among: required + ["attempt"])
            return Diagnostic(
                code: "baseline-member", "unknown key \"\(name)\"",
                help: meant.map { "did you mean \"\($0)\"?" } ?? "an entry has the members \(names)", at: key)
        }
        guard let text = value.string, !text.isEmpty else {
            return Diagnostic(
                code: "baseline-member", "\"\(name)\" must be a text", help: "write it in quotes", at: value)
        }
        guard name == "expires", Timestamp("\(text)T00:00:00Z") == nil else { return nil }
        return Diagnostic(
            code: "baseline-date", "\"\(text)\" is not a day", help: "write the last day as \"2027-03-31\"", at: value)
    }

    /// Of a node without faults.
    private static func entry(_ node: Node) -> Entry {
        let text = { (name: String) in node[name]?.string ?? "" }
        return Entry(
            rule: text("rule"), subject: text("subject"), attempt: node["attempt"]?.string ?? "*",
            acceptance: Acceptance(reason: text("reason"), expires: text("expires")), location: node.location)
    }
}
