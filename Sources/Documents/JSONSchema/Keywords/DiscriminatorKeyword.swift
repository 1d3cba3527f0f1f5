import JSON

/// `discriminator`: OpenAPI 3.1.1 section 4.8.25.
///
/// It never changes the verdict; it says which branch was meant.
struct Discriminator: Sendable {
    /// The member that names the branch.
    let member: String
    let choices: [Choice]
    /// The keyword in the source.
    let place: Node

    struct Choice: Sendable {
        let name: String
        let branch: Int
    }
}

extension ProgramBuilder {
    mutating func checkDiscriminator(_ entry: SchemaEntry, in site: SchemaSite) {
        guard entry.value["propertyName"]?.string != nil else {
            objectToValue(of: entry, "an object with \"propertyName\"", in: site)
            return
        }
        guard let mapping = entry.value["mapping"] else { return }
        guard mapping.kind == .object, mapping.members.allSatisfy({ $0.value.kind == .string }) else {
            objectToValue(of: entry, "an object whose \"mapping\" holds references", was: mapping, in: site)
            return
        }
        for (_, value) in mapping.members where mapped(value, in: site) == nil {
            // It never changes the verdict, so a name that leads nowhere makes nothing unsound.
            let severity: Diagnostic.Severity = rules.isLenient ? .warning : .error
            refuseReference(value.string ?? "", at: value, in: site, severity: severity)
        }
    }

    /// The discriminator beside an `anyOf` or `oneOf` of references.
    mutating func discriminator(in site: SchemaSite, choosing schemas: [Node]) -> Discriminator? {
        guard let entry = site[.discriminator], let member = entry.value["propertyName"]?.string else { return nil }
        var targets: [Node?] = []
        for schema in schemas { targets.append(schema["$ref"]?.string.flatMap { index.resolve($0, from: schema) }) }
        let branchOf = Dictionary(
            zip(targets, targets.indices).compactMap { target, index in target.map { (SchemaKey($0), index) } },
            uniquingKeysWith: { first, _ in first })
        var choices: [Discriminator.Choice] = []
        if let mapping = entry.value["mapping"] {
            for (key, value) in mapping.members {
                guard let target = mapped(value, in: site), let branch = branchOf[SchemaKey(target)] else { continue }
                choices.append(Discriminator.Choice(name: key.string ?? "", branch: branch))
            }
        }
        let named = Set(choices.map(\.branch))
        for (index, schema) in schemas.enumerated() where !named.contains(index) {
            guard let reference = schema["$ref"]?.string, let name = reference.split(separator: "/").last else {
                continue
            }
            choices.append(Discriminator.Choice(name: String(name), branch: index))
        }
        return choices.isEmpty ? nil : Discriminator(member: member, choices: choices, place: entry.key)
    }

    /// The schema that a mapping names: by reference, or by its name among the components.
    private mutating func mapped(_ value: Node, in site: SchemaSite) -> Node? {
        guard let text = value.string else { return nil }
        let resource = site.scope.resource
        return index.resolve("#/components/schemas/\(text)", in: resource) ?? index.resolve(text, in: resource)
    }
}

extension Explainer {
    /// Reports the faults by the branch that the value itself names; false if there are none to report.
    mutating func explainChosen(
        _ node: Node, _ discriminator: Discriminator, _ alternatives: Alternatives, _ step: Step
    ) -> Bool {
        let place = discriminator.place
        guard let name = node[discriminator.member] else {
            report("is missing required member \"\(discriminator.member)\"", as: .discriminator, at: place)
            return true
        }
        guard let choice = discriminator.choices.first(where: { name.equals($0.name) }) else {
            if isTold(node, discriminator, alternatives, step) { return false }
            let names = discriminator.choices.map { "\"\($0.name)\"" }
            report(
                "must be \(names.joined(by: "or")), was \(name.quotation)", as: .discriminator, at: place,
                token: discriminator.member)
            return true
        }
        let count = violations.count
        explain(node, alternatives.branches[choice.branch], of: step.program)
        return violations.count > count
    }

    /// Whether the branches' own schemas tell them apart by the member, and one of them takes its value.
    ///
    /// Names that come from references alone, with no `mapping`, are then not what was meant.
    private mutating func isTold(
        _ node: Node, _ discriminator: Discriminator, _ alternatives: Alternatives, _ step: Step
    ) -> Bool {
        guard canTry else { return false }
        let place = path.appending(discriminator.member)
        let refusals = alternatives.branches.map { branch in
            trial { $0.explain(node, branch, of: step.program) }.contains { $0.instance == place }
        }
        return refusals.contains(true) && refusals.contains(false)
    }
}
