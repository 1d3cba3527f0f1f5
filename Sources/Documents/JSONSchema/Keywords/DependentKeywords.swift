import JSON

/// `dependentRequired` and `dependentSchemas`: JSON Schema validation section 6.5.4, core section 10.2.2.4.
extension ProgramBuilder {
    mutating func compileDependentRequired(_ entry: SchemaEntry, in site: SchemaSite) {
        guard entry.value.kind == .object else {
            refuseValue(of: entry, "an object of lists of member names", in: site)
            return
        }
        var rules: [RequiredBeside] = []
        for (key, list) in entry.value.members {
            guard let names = names(in: list, of: entry, in: site) else { continue }
            rules.append(RequiredBeside(member: key.string ?? "", required: names))
        }
        tables.dependentRequired.append(rules)
        emit(.dependentRequired(tables.dependentRequired.count - 1), for: entry, in: site)
    }

    /// `dependencies` of draft-07 (validation section 6.5.7): lists of names and schemas, mixed.
    mutating func compileDependencies(_ entry: SchemaEntry, in site: SchemaSite) {
        var required: [RequiredBeside] = []
        var schemas: [DependentSchema] = []
        for (key, value) in schemaMap(of: entry, in: site) ?? [] {
            let name = key.string ?? ""
            if value.kind == .array {
                guard let names = names(in: value, of: entry, in: site) else { continue }
                required.append(RequiredBeside(member: name, required: names))
            } else {
                schemas.append(DependentSchema(member: name, target: childInPlace(value, of: entry, [name], in: site)))
            }
        }
        tables.dependentRequired.append(required)
        tables.dependentSchemas.append(schemas)
        if !required.isEmpty { emit(.dependentRequired(tables.dependentRequired.count - 1), for: entry, in: site) }
        if !schemas.isEmpty { emit(.dependentSchemas(tables.dependentSchemas.count - 1), for: entry, in: site) }
    }

    mutating func compileDependentSchemas(_ entry: SchemaEntry, in site: SchemaSite) {
        let rules = (schemaMap(of: entry, in: site) ?? []).map { key, schema in
            let name = key.string ?? ""
            return DependentSchema(member: name, target: childInPlace(schema, of: entry, [name], in: site))
        }
        tables.dependentSchemas.append(rules)
        emit(.dependentSchemas(tables.dependentSchemas.count - 1), for: entry, in: site)
    }
}

/// Members that must be there if another is.
struct RequiredBeside: Sendable {
    let member: String
    let required: [String]
}

/// A schema for the whole object that counts if a member is there.
struct DependentSchema: Sendable {
    let member: String
    let target: Target
}

extension Evaluator {
    func hasDependents(_ value: Value, _ rules: UnsafePointer<[RequiredBeside]>) -> Bool {
        let node = tape.node(at: value)
        return rules.pointee.allSatisfy { rule in
            node[rule.member] == nil || rule.required.allSatisfy { node[$0] != nil }
        }
    }

    mutating func acceptsDependents(_ value: Value, _ code: UnsafePointer<DependentCode>) -> Bool {
        let node = tape.node(at: value)
        for (index, rule) in code.pointee.members.pointee.enumerated() where node[rule.member] != nil {
            guard accepts(value, code.pointee.links[index]) else { return false }
        }
        return true
    }
}

extension Explainer {
    mutating func explainDependents(_ node: Node, _ rules: [RequiredBeside], _ step: Step) {
        for rule in rules where node[rule.member] != nil {
            for name in rule.required where node[name] == nil {
                report("is missing member \"\(name)\", which is required beside \"\(rule.member)\"", step)
            }
        }
    }

    mutating func explainDependents(_ node: Node, _ rules: [DependentSchema], _ step: Step) {
        for rule in rules where node[rule.member] != nil {
            explain(node, rule.target, of: step.program)
        }
    }
}
