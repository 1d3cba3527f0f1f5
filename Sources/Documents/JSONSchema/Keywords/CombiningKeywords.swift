import JSON

/// `allOf`, `not`, `if`, `then`, `else`: JSON Schema core sections 10.2.1 and 10.2.2.
extension ProgramBuilder {
    mutating func compileAllOf(_ entry: SchemaEntry, in site: SchemaSite) {
        for (index, schema) in (schemaList(of: entry, in: site) ?? []).enumerated() {
            let enclosing = [site.node] + site.enclosing
            let target = childInPlace(schema, of: entry, [String(index)], in: site, enclosing: enclosing)
            emit(.call(target), for: entry, in: site)
        }
    }

    mutating func compileNot(_ entry: SchemaEntry, in site: SchemaSite) {
        emit(.not(childInPlace(entry.value, of: entry, in: site)), for: entry, in: site)
    }

    mutating func compileCondition(_ entry: SchemaEntry, in site: SchemaSite) {
        let test = childInPlace(entry.value, of: entry, in: site)
        let consequence = site[.consequence].map { childInPlace($0.value, of: $0, in: site) }
        let alternative = site[.alternative].map { childInPlace($0.value, of: $0, in: site) }
        tables.conditions.append(Condition(test: test, consequence: consequence, alternative: alternative))
        emit(.condition(tables.conditions.count - 1), for: entry, in: site)
    }

    /// Without `if` the branches mean nothing; they are compiled only so that their faults are found.
    mutating func compileLoneBranch(_ entry: SchemaEntry, in site: SchemaSite) {
        if site[.condition] == nil { _ = child(entry.value, of: entry, in: site) }
    }
}

/// `if` with its branches.
struct Condition: Sendable {
    let test: Target
    let consequence: Target?
    let alternative: Target?
}

extension Evaluator {
    mutating func acceptsCondition(_ value: Value, _ code: UnsafePointer<ConditionCode>) -> Bool {
        let fits = accepts(value, code.pointee.test)
        if halt != nil { return false }
        return accepts(value, fits ? code.pointee.consequence : code.pointee.alternative)
    }
}

extension Explainer {
    mutating func explainCondition(_ node: Node, _ condition: Condition, _ step: Step) {
        let fits = evaluator.accepts(node, condition.test, of: step.program)
        guard let branch = fits ? condition.consequence : condition.alternative else { return }
        explain(node, branch, of: step.program)
    }
}
