import JSON

/// Every way that is known to mend one fault of a value.
///
/// None of them is trusted: each is judged before it is offered.
struct Remedies {
    let value: JSONValue
    private let schema: CompiledSchema
    let direction: CompiledSchema.Direction
    private let root: SchemaParts

    /// - Parameter root: the parts of the schema.
    init(schema: CompiledSchema, root: SchemaParts, direction: CompiledSchema.Direction, value: JSONValue) {
        self.schema = schema
        self.root = root
        self.direction = direction
        self.value = value
    }

    /// What mends faults of this kind, in no order.
    func particular(for fault: Violation) -> [Remedy] {
        guard let sight = Sight(fault.instance, of: value, root: root) else { return [] }
        return sight.isAboutName(fault) ? unknown(sight) : particular(fault, sight)
    }

    /// What can be done about any fault: something else in place of the value, or nothing.
    func general(for fault: Violation) -> [Remedy] {
        guard let sight = Sight(fault.instance, of: value, root: root) else { return [] }
        let isDropped = sight.place.tokens.isEmpty || Self.dropped.contains(fault.keyword)
        return placeholders(sight) + (isDropped ? [] : [.drop(sight.place, cost: 7)])
    }

    /// No general remedy is cheaper.
    static let leastGeneralCost = 6.0

    /// Faults whose particular remedies leave the value out already.
    private static let dropped: Set<String> = [
        "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "items",
    ]

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

    /// Stand-ins for the value, by each of the first branches of its schema.
    private func placeholders(_ sight: Sight) -> [Remedy] {
        let weight = sight.value.valueCount > 1 ? 3.0 : 0
        return made { sight.parts(choosing: .branch($0)) }.map { made, price in
            let holes = made.holes.map { JSONPointer(tokens: sight.place.tokens + $0) }
            return Remedy(
                operations: [.replace(sight.place, made.value)], cost: 6 + price + weight,
                holes: holes.isEmpty ? [sight.place] : holes, losses: weight > 0 ? [sight.place] : [])
        }.withoutRepetition
    }

    /// Adds a member with what its schema gives: its only value or its default, else an example or a stand-in.
    func addition(of name: String, to sight: Sight, cost: Double) -> [Remedy] {
        let place = sight.place.appending(name)
        return made { sight.below(name, choosing: .branch($0)) }.map { made, price in
            let trust = made.holes.isEmpty ? 0.2 : made.isSample ? 1.5 : 2
            return Remedy(
                operations: [.add(place, made.value)], cost: cost + price + trust,
                holes: made.holes.map { JSONPointer(tokens: place.tokens + $0) })
        }.withoutRepetition
    }

    /// Values by the first branches, the least first; then full ones, where branches differ in members that need not be
    /// there.
    private func made(_ parts: (Int) -> SchemaParts) -> [(value: Placeholder, price: Double)] {
        let makers = [false, true].map { PlaceholderMaker(schema.documents, direction, isFull: $0) }
        return (0..<6).compactMap { number in
            let branch = number % 3
            guard let made = makers[number / 3].placeholder(parts(branch)) else { return nil }
            return (made, Double(branch) / 2 + (number < 3 ? 0 : 1.7))
        }
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
    init?(_ place: JSONPointer, of root: JSONValue, root schema: SchemaParts) {
        var (parts, value) = (schema, root)
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
