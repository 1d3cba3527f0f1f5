import JSON

/// Every way that is known to mend one fault of a value.
///
/// None of them is trusted: each is judged before it is offered.
struct Remedies {
    let value: JSONValue
    private let schema: CompiledSchema
    let direction: CompiledSchema.Direction

    init(schema: CompiledSchema, direction: CompiledSchema.Direction, value: JSONValue) {
        self.schema = schema
        self.direction = direction
        self.value = value
    }

    /// The remedies of a fault, in no order.
    func remedies(for fault: Violation) -> [Remedy] {
        guard let sight = Sight(fault.instance, of: value, root: schema) else { return [] }
        if sight.isAboutName(fault) { return unknown(sight) }
        let particular = particular(fault, sight)
        return particular + general(fault, sight, isLastResort: particular.isEmpty)
    }

    private func particular(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        switch fault.keyword {
        case "type", "anyOf", "oneOf", "nullable":
            types(fault, sight) + words(fault, sight) + branches(fault, sight)
        case "enum", "const": words(fault, sight) + types(fault, sight)
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf": numbers(fault, sight)
        case "format": formats(fault, sight) + numbers(fault, sight)
        case "pattern", "minLength", "maxLength": texts(fault, sight)
        case "required": absent(sight.parts.requiredNames(for: fault), sight)
        case "dependentRequired", "dependencies": dependents(fault, sight)
        case "discriminator": tags(fault, sight)
        case "minProperties": tooFew(sight)
        case "maxProperties": tooMany(sight)
        case "minItems", "contains", "minContains": tooShort(fault, sight)
        case "maxItems", "maxContains": tooLong(fault, sight)
        case "uniqueItems": repetitions(sight)
        case "additionalProperties", "unevaluatedProperties", "propertyNames": unknown(sight)
        case "items", "additionalItems", "unevaluatedItems": surplus(sight)
        case "readOnly", "writeOnly": [.drop(sight.place, cost: 1.5)]
        case "not": sight.members.map { .drop(sight.place.appending($0), cost: 5) }
        default: []
        }
    }

    /// What can be done about any fault: something else in place of the value, or nothing.
    private func general(_ fault: Violation, _ sight: Sight, isLastResort: Bool) -> [Remedy] {
        guard !["required", "discriminator", "dependentRequired"].contains(fault.keyword) || isLastResort else {
            return []
        }
        let isUnknown = ["additionalProperties", "unevaluatedProperties", "unevaluatedItems"].contains(fault.keyword)
        var found: [Remedy] = isUnknown ? [] : placeholders(sight)
        if !sight.place.tokens.isEmpty { found.append(.drop(sight.place, cost: isUnknown ? 3 : 7)) }
        return found
    }

    /// Stand-ins for the value, by each of the first branches of its schema.
    private func placeholders(_ sight: Sight) -> [Remedy] {
        let maker = PlaceholderMaker(schema.documents, direction)
        let weight = sight.value.valueCount > 1 ? 3.0 : 0
        return (0..<3).compactMap { branch -> Remedy? in
            let parts = sight.parts(choosing: .branch(branch))
            guard let made = maker.placeholder(parts) else { return nil }
            let holes = made.holes.map { JSONPointer(tokens: sight.place.tokens + $0) }
            return Remedy(
                operations: [.replace(sight.place, made.value)], cost: 6 + Double(branch) / 2 + weight,
                holes: holes.isEmpty ? [sight.place] : holes)
        }.withoutRepetition
    }

    /// Adds a member with what its schema gives: its only value or its default, else an example or a stand-in.
    func addition(of name: String, to sight: Sight, cost: Double) -> [Remedy] {
        let maker = PlaceholderMaker(schema.documents, direction)
        let place = sight.place.appending(name)
        return (0..<3).compactMap { branch -> Remedy? in
            let parts = sight.below(name, choosing: .branch(branch))
            guard let made = maker.placeholder(parts) else { return nil }
            let price = made.holes.isEmpty ? 0.2 : made.isSample ? 1.5 : 2
            return Remedy(
                operations: [.add(place, made.value)], cost: cost + price + Double(branch) / 2,
                holes: made.holes.map { JSONPointer(tokens: place.tokens + $0) })
        }.withoutRepetition
    }

    /// Adds an element at the end with a stand-in.
    func element(at index: Int, of sight: Sight, from schemas: [Node]? = nil) -> Remedy? {
        let maker = PlaceholderMaker(schema.documents, direction)
        let token = String(index)
        let parts =
            schemas.map { SchemaParts($0, schema.documents, choice: .branch(0)) }
            ?? sight.parts.child(token, isElement: true, choice: .branch(0))
        guard let made = maker.placeholder(parts) else { return nil }
        let place = sight.place.appending(token)
        return Remedy(
            operations: [.add(place, made.value)], cost: 4,
            holes: made.holes.isEmpty ? [place] : made.holes.map { JSONPointer(tokens: place.tokens + $0) })
    }
}

extension [Remedy] {
    /// Each operation list once.
    fileprivate var withoutRepetition: [Remedy] {
        reduce(into: []) { result, next in
            if !result.contains(where: { $0.operations == next.operations }) { result.append(next) }
        }
    }
}

/// One place of a value, with the schemas that judge it.
struct Sight {
    let place: JSONPointer
    let value: JSONValue
    let parts: SchemaParts
    /// The value that holds this one, with its schemas; nil at the root.
    let parent: (value: JSONValue, parts: SchemaParts)?
    /// Whether the value, or one that holds it, must not be shown.
    let isSecret: Bool

    /// Nil where the value has no such place.
    init?(_ place: JSONPointer, of root: JSONValue, root schema: CompiledSchema) {
        var (parts, value) = (SchemaParts([schema.node], schema.documents), root)
        var parent: (value: JSONValue, parts: SchemaParts)?
        var isSecret = parts.isSecret
        for token in place.tokens {
            guard let next = value.value(at: JSONPointer(tokens: [token])) else { return nil }
            parent = (value, parts)
            parts = parts.child(token, isElement: value.arrayValue != nil)
            value = next
            isSecret = isSecret || parts.isSecret
        }
        self.place = place
        self.value = value
        self.parts = parts
        self.parent = parent
        self.isSecret = isSecret
    }

    /// The names of the members there are.
    var members: [String] { value.objectValue?.keys ?? [] }

    /// The schemas of this place along one branch of every alternative.
    func parts(choosing choice: SchemaParts.Choice) -> SchemaParts {
        guard let parent, let token = place.tokens.last else {
            return SchemaParts(parts.nodes.first.map { [$0] } ?? [], parts.documents, choice: choice)
        }
        return parent.parts.child(token, isElement: parent.value.arrayValue != nil, choice: choice)
    }

    /// Likewise for a member, whether it is there or not.
    func below(_ name: String, choosing choice: SchemaParts.Choice) -> SchemaParts {
        parts.child(name, isElement: false, choice: choice)
    }

    /// Whether the fault is one of the member's name, by `propertyNames`.
    func isAboutName(_ fault: Violation) -> Bool {
        guard let parent, parent.value.objectValue != nil else { return false }
        let names = SchemaParts(parent.parts.values(of: "propertyNames"), parent.parts.documents)
        return names.hasCulprit(of: fault)
    }

    /// Whether it is a member that the object need not have.
    var isOptionalMember: Bool {
        guard let parent, parent.value.objectValue != nil, let name = place.tokens.last else { return false }
        return !parent.parts.requiredNames().contains(name)
    }
}
