import JSON

/// `properties`, `patternProperties`, `additionalProperties`, `required`: JSON Schema core section 10.3.2 and
/// validation section 6.5.3. They become one instruction, so that a value's members are visited once.
extension ProgramBuilder {
    mutating func compileMembers(in site: SchemaSite) {
        let entries = [site[.properties], site[.patternProperties], site[.additionalProperties], site[.required]]
        guard let first = entries.compactMap(\.self).first else { return }
        var draft = MemberDraft()
        if let entry = site[.properties] { addProperties(entry, to: &draft, in: site) }
        if let entry = site[.required] { addRequired(entry, to: &draft, in: site) }
        if let entry = site[.patternProperties] { addPatterns(entry, to: &draft, in: site) }
        if let entry = site[.additionalProperties] { addRest(entry, to: &draft, in: site) }
        tables.members.append(MemberRules(draft))
        emit(.members(tables.members.count - 1), for: first, in: site)
    }

    private mutating func addProperties(_ entry: SchemaEntry, to draft: inout MemberDraft, in site: SchemaSite) {
        for (key, schema) in schemaMap(of: entry, in: site) ?? [] {
            let name = key.string ?? ""
            let target = child(schema, of: entry, [name], in: site)
            draft.rules.append(MemberRule(name: name, target: target, place: schema, access: access(to: schema)))
        }
    }

    private mutating func addRequired(_ entry: SchemaEntry, to draft: inout MemberDraft, in site: SchemaSite) {
        draft.required = entry.key
        for name in names(of: entry, in: site) ?? [] {
            if let index = draft.rules.firstIndex(where: { $0.name == name }) {
                draft.rules[index].check.isRequired = true
            } else {
                let access = access(toMember: name, of: [site.node] + site.enclosing)
                draft.rules.append(MemberRule(name: name, place: entry.key, access: access, isRequired: true))
            }
        }
    }

    private mutating func addPatterns(_ entry: SchemaEntry, to draft: inout MemberDraft, in site: SchemaSite) {
        for (key, schema) in schemaMap(of: entry, in: site) ?? [] {
            let source = key.string ?? ""
            guard let pattern = pattern(source, at: key, in: site) else { continue }
            draft.patterns.append((pattern, child(schema, of: entry, [source], in: site)))
        }
    }

    private mutating func addRest(_ entry: SchemaEntry, to draft: inout MemberDraft, in site: SchemaSite) {
        draft.rest = child(entry.value, of: entry, in: site)
        draft.isClosed = entry.value.bool == false
        draft.closing = entry.key
    }
}

/// One member that a schema names.
struct MemberRule: Sendable {
    let name: String
    /// The source of its schema.
    let place: Node
    var check: MemberCheck

    init(name: String, target: Target? = nil, place: Node, access: Access, isRequired: Bool = false) {
        self.name = name
        self.place = place
        check = MemberCheck(target: target, access: access, isRequired: isRequired)
    }
}

/// What judging needs of a member rule; trivial to copy.
struct MemberCheck: Sendable {
    /// The member's schema; nil if it is only required.
    let target: Target?
    let access: Access
    var isRequired: Bool
}

/// Member rules while they are gathered.
struct MemberDraft {
    var rules: [MemberRule] = []
    var patterns: [(pattern: Int, target: Target)] = []
    var rest: Target?
    var isClosed = false
    /// Where `required` and `additionalProperties` stand.
    var required: Node?
    var closing: Node?
}

/// What the members of an object must be.
struct MemberRules: Sendable {
    let names: NameTable
    let rules: [MemberRule]
    /// Indexes into the program's patterns, with the schemas of members whose names match.
    let patterns: [(pattern: Int, target: Target)]
    /// For members that are neither named nor matched.
    let rest: Target?
    /// Whether there may be no such members.
    let isClosed: Bool
    let required: Node?
    let closing: Node?
    private let requiredCounts: [Int]

    init(_ draft: MemberDraft) {
        names = NameTable(draft.rules.map(\.name))
        rules = draft.rules
        patterns = draft.patterns
        rest = draft.rest
        isClosed = draft.isClosed
        required = draft.required
        closing = draft.closing
        requiredCounts = [.none, .request, .response].map { direction in
            draft.rules.count { $0.check.isRequired(in: direction) }
        }
    }

    /// The index of the rule for the member called `key`.
    func index(of key: Node) -> Int? {
        key.withUTF8 { names.index(of: $0) }.flatMap { $0 }
    }

    func check(for key: Node) -> MemberCheck? { index(of: key).map { rules[$0].check } }

    func requiredCount(in direction: CompiledSchema.Direction) -> Int {
        switch direction {
        case .none: requiredCounts[0]
        case .request: requiredCounts[1]
        case .response: requiredCounts[2]
        }
    }
}
