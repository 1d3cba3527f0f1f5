import JSON

extension Explainer {
    /// What is wanted and what was there, for a check that `node` did not pass.
    func message(for instruction: Instruction, _ node: Node, of program: Program) -> String {
        switch instruction {
        case .never: "must not be present"
        case .kinds(let kinds): "must be \(kinds.text), was \(node.phrase)"
        case .constant(let index): "must be \(program.tables.constants[index].quotation), was \(node.quotation)"
        case .enumeration(let index): program.tables.enumerations[index].message(for: node)
        case .minimum(let index): "must be at least \(program.tables.bounds[index].text), was \(node.phrase)"
        case .maximum(let index): "must be at most \(program.tables.bounds[index].text), was \(node.phrase)"
        case .exclusiveMinimum(let index): "must be more than \(program.tables.bounds[index].text), was \(node.phrase)"
        case .exclusiveMaximum(let index): "must be less than \(program.tables.bounds[index].text), was \(node.phrase)"
        case .multipleOf(let index): "must be a multiple of \(program.tables.divisors[index].text), was \(node.phrase)"
        case .minLength(let limit):
            "must be at least \(limit.of("character")) long, was \(node.scalarCount ?? 0)"
        case .maxLength(let limit):
            "must be at most \(limit.of("character")) long, was \(node.scalarCount ?? 0)"
        case .pattern(let index): "must match the pattern \"\(program.tables.patterns[index].source)\""
        case .format(let format): "must be \(format.wanted)"
        case .minItems(let limit): "must have at least \(limit.of("element")), had \(node.count)"
        case .maxItems(let limit): "must have at most \(limit.of("element")), had \(node.count)"
        case .uniqueItems: uniquenessMessage(for: node)
        case .contains(let index): containsMessage(program.tables.contains[index], node, of: program)
        case .minProperties(let limit): "must have at least \(limit.of("member")), had \(node.count)"
        case .maxProperties(let limit): "must have at most \(limit.of("member")), had \(node.count)"
        case .not: "must not be what the schema under \"not\" describes"
        case .elements, .members, .propertyNames, .dependentRequired, .dependentSchemas, .call, .unlessNull, .any, .one,
            .condition,
            .unevaluatedMembers, .unevaluatedElements:
            "does not fit the schema"  // these are explained by their parts
        }
    }
}
