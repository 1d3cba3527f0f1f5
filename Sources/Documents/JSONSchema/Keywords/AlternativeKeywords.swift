import JSON

/// `anyOf` and `oneOf`: JSON Schema core sections 10.2.1.2 and 10.2.1.3.
extension ProgramBuilder {
    mutating func compileAlternatives(_ entry: SchemaEntry, in site: SchemaSite) {
        guard let schemas = schemaList(of: entry, in: site) else { return }
        let branches = schemas.enumerated().map { index, schema in
            childInPlace(schema, of: entry, [String(index)], in: site)
        }
        let discriminator = discriminator(in: site, choosing: schemas)
        tables.alternatives.append(Alternatives(branches: branches, discriminator: discriminator))
        let index = tables.alternatives.count - 1
        emit(entry.keyword == .anyOf ? .any(index) : .one(index), for: entry, in: site)
    }
}

/// The branches of an `anyOf` or `oneOf`.
struct Alternatives: Sendable {
    let branches: [Target]
    let discriminator: Discriminator?
}

extension Evaluator {
    mutating func acceptsAny(_ value: Value, _ code: UnsafePointer<BranchCode>) -> Bool {
        for index in 0..<code.pointee.count where accepts(value, code.pointee.links[index]) { return halt == nil }
        return false
    }

    mutating func acceptsOne(_ value: Value, _ code: UnsafePointer<BranchCode>) -> Bool {
        var isFound = false
        for index in 0..<code.pointee.count where accepts(value, code.pointee.links[index]) {
            if isFound { return false }
            isFound = true
        }
        return isFound && halt == nil
    }
}

extension Explainer {
    mutating func explainAny(_ node: Node, _ alternatives: Alternatives, _ step: Step) {
        let fits = evaluator.accepts(node, instruction: step.index, of: step.program)
        if !fits, !haltIsReported(step) { explainBest(node, alternatives, step) }
    }

    mutating func explainOne(_ node: Node, _ alternatives: Alternatives, _ step: Step) {
        let fitting = alternatives.branches.indices.filter {
            evaluator.accepts(node, alternatives.branches[$0], of: step.program)
        }
        if haltIsReported(step) { return }
        switch fitting.count {
        case 0: explainBest(node, alternatives, step)
        case 1: break
        default:
            let numbers = fitting.map { String($0 + 1) }.joined(by: "and")
            report(
                "must fit exactly one of \(alternatives.branches.count) alternatives, but fits numbers \(numbers)", step
            )
        }
    }
}
