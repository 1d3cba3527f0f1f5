import JSON

/// Checks that concern one kind of value; every other kind passes.
extension Evaluator {
    func acceptsNumber(_ node: Node, _ instruction: Instruction, of program: Program) -> Bool {
        guard node.kind == .integer || node.kind == .number else { return true }
        return switch instruction {
        case .minimum(let index): program.tables.bounds[index].order(of: node) != .below
        case .maximum(let index): program.tables.bounds[index].order(of: node) != .above
        case .exclusiveMinimum(let index): program.tables.bounds[index].order(of: node) == .above
        case .exclusiveMaximum(let index): program.tables.bounds[index].order(of: node) == .below
        case .multipleOf(let index): program.tables.divisors[index].divides(node)
        default: true
        }
    }

    mutating func acceptsString(_ node: Node, _ instruction: Instruction, of program: Program) -> Bool {
        guard node.kind == .string || node.kind == .integer || node.kind == .number else { return true }
        return switch instruction {
        case .minLength(let limit): (node.scalarCount ?? limit) >= limit
        case .maxLength(let limit): (node.scalarCount ?? 0) <= limit
        case .pattern(let index): matches(node, program.tables.patterns[index])
        case .format(let format): format.accepts(node)
        default: true
        }
    }

    mutating func acceptsArray(_ node: Node, _ instruction: Instruction, of program: Program) -> Bool {
        guard node.kind == .array else { return true }
        return switch instruction {
        case .minItems(let limit): node.count >= limit
        case .maxItems(let limit): node.count <= limit
        case .uniqueItems: equalElements(of: node) == nil && halt == nil
        case .elements(let index): acceptsElements(node, program.tables.elements[index], of: program)
        case .contains(let index): acceptsContains(node, program.tables.contains[index], of: program)
        case .unevaluatedElements(let index):
            acceptsUnevaluatedElements(node, program.tables.unevaluated[index], of: program)
        default: true
        }
    }

    mutating func acceptsObject(_ node: Node, _ instruction: Instruction, of program: Program) -> Bool {
        guard node.kind == .object else { return true }
        return switch instruction {
        case .minProperties(let limit): node.count >= limit
        case .maxProperties(let limit): node.count <= limit
        case .members(let index): acceptsMembers(node, program.tables.members[index], of: program)
        case .propertyNames(let target): acceptsNames(node, target, of: program)
        case .dependentRequired(let index): hasDependents(node, program.tables.dependentRequired[index])
        case .dependentSchemas(let index):
            acceptsDependents(node, program.tables.dependentSchemas[index], of: program)
        case .unevaluatedMembers(let index):
            acceptsUnevaluatedMembers(node, program.tables.unevaluated[index], of: program)
        default: true
        }
    }
}
