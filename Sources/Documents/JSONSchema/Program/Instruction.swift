/// One check that a value must pass.
///
/// Trivial to copy: what it needs stands in the program's tables.
enum Instruction: Sendable {
    /// The schema `false`.
    case never
    case kinds(KindSet)
    case constant(Int)
    case enumeration(Int)

    case minimum(Int)
    case maximum(Int)
    case exclusiveMinimum(Int)
    case exclusiveMaximum(Int)
    case multipleOf(Int)

    case minLength(Int)
    case maxLength(Int)
    case pattern(Int)
    case format(Format)

    case minItems(Int)
    case maxItems(Int)
    case uniqueItems
    case elements(Int)
    case contains(Int)

    case minProperties(Int)
    case maxProperties(Int)
    case members(Int)
    case propertyNames(Target)
    case dependentRequired(Int)
    case dependentSchemas(Int)

    /// `$ref`, and each branch of `allOf`.
    case call(Target)
    case any(Int)
    case one(Int)
    case not(Target)
    /// The schema for every value but null.
    case unlessNull(Target)
    case condition(Int)

    case unevaluatedMembers(Int)
    case unevaluatedElements(Int)

    /// The order within a schema: what is cheap and says most comes first.
    var rank: Int {
        switch self {
        case .never, .kinds: 0
        case .constant, .enumeration: 1
        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minLength, .maxLength: 2
        case .minItems, .maxItems, .minProperties, .maxProperties: 2
        case .format, .pattern, .dependentRequired: 3
        case .members, .elements, .propertyNames: 4
        case .uniqueItems, .contains, .dependentSchemas, .call, .not, .condition, .unlessNull: 5
        case .any, .one: 6
        case .unevaluatedMembers, .unevaluatedElements: 7
        }
    }
}

/// A compiled schema to go on with: a block of the same program, or of one it imports.
struct Target: Sendable, Hashable {
    /// Index in the program's imports, or `own`.
    var program: Int32
    var block: Int32

    static let own: Int32 = -1

    init(program: Int32 = own, block: Int) {
        self.program = program
        self.block = Int32(block)
    }
}
