import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A member of a body whose schema stands in a configuration file: the `input_schema` of an agent, what a platform of
/// integrations.yaml takes.
struct ConfiguredInput {
    let creator: JudgedOperation
    let identity: Identity
    /// Such as "security_scan".
    let title: String
    /// The member of the body.
    let member: String
    let schema: SchemaView
    let compiled: CompiledSchema
    /// A body that is taken, but for the member.
    let body: JSONValue

    /// What the files lay down, for every operation that makes something of it.
    static func all(_ run: Run) -> [ConfiguredInput] {
        run.spec.operations.filter(\.isCreator).flatMap { creator -> [ConfiguredInput] in
            guard let identity = run.caller(of: creator), let shape = creator.jsonBody?.schema else { return [] }
            let names = Set(shape.properties.map(\.name))
            var found: [ConfiguredInput] = []
            if names.isSuperset(of: ["task_type", "parameters"]) { found += agents(creator, identity, run) }
            if names.isSuperset(of: ["platform", "credentials", "settings"]) {
                found += platforms(creator, identity, run)
            }
            return found
        }
    }

    private static func agents(_ creator: JudgedOperation, _ identity: Identity, _ run: Run) -> [ConfiguredInput] {
        let agents = run.configuration?["agents"]?.members.map(\.value) ?? []
        let types = agents.flatMap { agent in agent["task_types"]?.elements.compactMap(\.string) ?? [] }
        return agents.compactMap { agent in
            // What several agents take together is no one's schema alone.
            guard let schema = agent["input_schema"],
                let type = agent["task_types"]?.elements.lazy.compactMap(\.string).first,
                types.count(where: { $0 == type }) == 1, var body = creator.jsonBody?.examples.first
            else { return nil }
            body["task_type"] = .string(type)
            return ConfiguredInput(creator, identity, type, "parameters", schema, body, run)
        }
    }

    private static func platforms(_ creator: JudgedOperation, _ identity: Identity, _ run: Run) -> [ConfiguredInput] {
        (run.spec.integrations?["platforms"]?.members.map { $0 } ?? []).flatMap { key, platform -> [ConfiguredInput] in
            guard let name = key.string, let credentials = platform["credentials"] else { return [] }
            let view = SchemaView(credentials, run.spec.library)
            let body: JSONValue = ["platform": .string(name), "credentials": Generator().value(view, .full)]
            return ["credentials", "settings"].compactMap { member in
                platform[member].flatMap { ConfiguredInput(creator, identity, name, member, $0, body, run) }
            }
        }
    }

    private init?(
        _ creator: JudgedOperation, _ identity: Identity, _ title: String, _ member: String, _ schema: Node,
        _ body: JSONValue, _ run: Run
    ) {
        guard let compiled = run.spec.library.compiled(schema) else { return nil }
        (self.creator, self.identity, self.title, self.member) = (creator, identity, title, member)
        self.schema = SchemaView(schema, run.spec.library)
        (self.compiled, self.body) = (compiled, body)
    }

    /// The least value of the schema that it takes.
    var least: JSONValue? { [Generator.Size.least, .full].map { Generator().value(schema, $0) }.first(where: accepts) }
    /// The fullest.
    var full: JSONValue? { [Generator.Size.full, .least].map { Generator().value(schema, $0) }.first(where: accepts) }

    func accepts(_ value: JSONValue) -> Bool { compiled.accepts(Document(value).root, direction: .request) }

    func ask(_ value: JSONValue, as identity: Identity, _ what: String, _ run: Run) -> Ask {
        var base = run.base(of: creator, as: identity, path: creator.operation.path.text)
        var whole = body
        whole[member] = value
        base.body = whole
        var ask = run.ask(creator, base, as: identity, "\(member) of \(title): \(what)")
        ask.title = "\(creator.title) \(title)"
        return ask
    }
}
