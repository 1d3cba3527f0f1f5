import JSON

/// A value under judgement: its entry on the tape.
typealias Value = UnsafePointer<TapeEntry>

/// An instruction made ready to run: what it needs is behind a pointer into the program's memory.
///
/// One stands for each instruction, at the same index.
enum Op {
    case never
    case kinds(KindSet)
    /// Anything but a string.
    case constant(UnsafePointer<Constant>)
    /// A list of nothing but strings, or one alone.
    case strings(UnsafePointer<NameIndex>)
    case enumeration(UnsafePointer<Enumeration>)

    case minimum(UnsafePointer<NumberBound>)
    case maximum(UnsafePointer<NumberBound>)
    case exclusiveMinimum(UnsafePointer<NumberBound>)
    case exclusiveMaximum(UnsafePointer<NumberBound>)
    case multipleOf(UnsafePointer<Divisor>)

    case minLength(Int)
    case maxLength(Int)
    case pattern(UnsafePointer<Pattern>)
    case format(Format)

    case minItems(Int)
    case maxItems(Int)
    case uniqueItems
    case elements(UnsafePointer<ElementCode>)
    case contains(UnsafePointer<ContainsCode>)

    case minProperties(Int)
    case maxProperties(Int)
    case members(UnsafePointer<MemberCode>)
    case propertyNames(UnsafePointer<Link>)
    case dependentRequired(UnsafePointer<[RequiredBeside]>)
    case dependentSchemas(UnsafePointer<DependentCode>)

    case call(UnsafePointer<Link>)
    case any(UnsafePointer<BranchCode>)
    case one(UnsafePointer<BranchCode>)
    case not(UnsafePointer<Link>)
    case unlessNull(UnsafePointer<Link>)
    case condition(UnsafePointer<ConditionCode>)

    case unevaluatedMembers(UnsafePointer<UnevaluatedCode>)
    case unevaluatedElements(UnsafePointer<UnevaluatedCode>)
}

/// A schema to go on with.
struct Link {
    let code: UnsafePointer<Op>
    /// Ops left once the kind is right; 0 if that is all there is to it.
    let count: Int32
    /// The only kinds that can fit.
    let kinds: KindSet

    /// What everything fits.
    static func anything(_ code: UnsafePointer<Op>) -> Link { Link(code: code, count: 0, kinds: .all) }
}

struct ElementCode {
    let prefix: UnsafePointer<Link>
    let prefixCount: Int
    let rest: Link
    let isClosed: Bool
}

struct ContainsCode {
    let link: Link
    let least: Int
    let most: Int
}

struct MemberCode {
    let names: NameIndex
    /// By the index of the name.
    let checks: UnsafePointer<CheckCode>
    let patterns: UnsafePointer<PatternCode>
    let patternCount: Int
    /// For members that are neither named nor matched.
    let rest: Link
    let isClosed: Bool
    let required: (none: Int, request: Int, response: Int)

    /// Whether all members are judged alike, whatever they are called.
    @inline(__always)
    var hasRestAlone: Bool { names.count == 0 && patternCount == 0 && !isClosed }

    @inline(__always)
    func required(in direction: CompiledSchema.Direction) -> Int {
        switch direction {
        case .none: required.none
        case .request: required.request
        case .response: required.response
        }
    }
}

struct CheckCode {
    let link: Link
    /// Whether the schema describes the member; else it is only required.
    let isDescribed: Bool
    let access: Access
    let isRequired: Bool
}

struct PatternCode {
    let pattern: UnsafePointer<Pattern>
    let link: Link
}

struct DependentCode {
    let members: UnsafePointer<[DependentSchema]>
    let links: UnsafePointer<Link>
}

struct BranchCode {
    let links: UnsafePointer<Link>
    let count: Int
}

struct ConditionCode {
    let test: Link
    let consequence: Link
    let alternative: Link
}

struct UnevaluatedCode {
    let link: Link
    /// In the tables of the program that `code` is of.
    let index: Int
    let code: Unmanaged<Code>
}
