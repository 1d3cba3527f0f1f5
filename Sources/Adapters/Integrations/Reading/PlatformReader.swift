import JSON
import JSONSchema
import Orchestration

/// Reads one platform whose shape is right.
struct PlatformReader {
    let name: String
    let node: Node

    func read(_ compiler: inout SchemaCompiler, log: inout Diagnostics) -> Platform? {
        guard let credentials = schema("credentials", node["credentials"], &compiler, log: &log),
            let settings = schema("settings", node["settings"] ?? Self.noSettings, &compiler, log: &log)
        else { return nil }
        checkSecrets(credentials, log: &log)
        let platform = Platform(
            name: name, description: node["description"]?.string ?? "", credentials: credentials, settings: settings)
        guard let delivery = node["delivery"] else { return platform }
        return PlanReader(platform: platform, node: delivery).read(log: &log)
    }

    /// Where a platform declares none, it has no settings.
    private static let noSettings = Document(["type": "object", "additionalProperties": false]).root

    private func schema(
        _ key: String, _ node: Node?, _ compiler: inout SchemaCompiler, log: inout Diagnostics
    ) -> MemberSchema? {
        guard let node else { return nil }
        guard node["type"]?.string == "object", node["additionalProperties"]?.bool == false else {
            log.append(
                Diagnostic(
                    code: "open-schema",
                    "\(key) of \(name) must be a JSON Schema with type: object and additionalProperties: false",
                    help: "a member that nobody declared could be a secret in the wrong place", at: node,
                    pointer: "/platforms/\(name)/\(key)"))
            return nil
        }
        return (compiler.compile(node) ?? Self.standIn(for: node)).map(MemberSchema.init)
    }

    /// The same members without rules: a schema with a mistake must not hide those of the paths that read it.
    private static func standIn(for node: Node) -> CompiledSchema? {
        let names = node["properties"]?.members.compactMap { $0.key.string } ?? []
        let members = JSONObject(names.map { ($0, JSONValue.object(["writeOnly": true])) })
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        return compiler.compile(Document(["type": "object", "properties": .object(members)]).root)
    }

    private func checkSecrets(_ credentials: MemberSchema, log: inout Diagnostics) {
        let members = credentials.schema.node["properties"]?.members.map { $0.value } ?? []
        guard !members.contains(where: { $0["writeOnly"]?.bool == true }) else { return }
        log.append(
            Diagnostic(
                code: "no-secret", "credentials of \(name) mark no member as secret",
                help: "write writeOnly: true at each member that must stay secret", at: credentials.schema.node,
                pointer: "/platforms/\(name)/credentials"))
    }
}
