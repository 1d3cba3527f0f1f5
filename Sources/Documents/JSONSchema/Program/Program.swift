import JSON

/// Compiled schemas: a flat list of instructions, cut into one block a schema.
///
/// Blocks refer to each other by index, so schemas may be recursive. A program is what one call of
/// `SchemaCompiler.compile` adds; what was compiled before is imported, never copied.
final class Program: Sendable {
    let instructions: [Instruction]
    /// Where each instruction comes from.
    let places: [Place]
    let blocks: [Block]
    let tables: Tables
    let imports: [Program]
    /// The same, made ready to run.
    let code: Code

    init(instructions: [Instruction], places: [Place], blocks: [Block], tables: Tables, imports: [Program]) {
        self.instructions = instructions
        self.places = places
        self.blocks = blocks
        self.tables = tables
        self.imports = imports
        code = Code(instructions: instructions, blocks: blocks, tables: tables, imports: imports)
        code.program = self
    }

    /// The program in which `target` lies.
    func owner(of target: Target) -> Program {
        target.program == Target.own ? self : imports[Int(target.program)]
    }
}

/// One compiled schema.
struct Block: Sendable {
    var range: Range<Int>
    /// The schema's source.
    var node: Node
}

/// The keyword that an instruction was compiled from.
struct Place: Sendable {
    var keyword: Keyword
    /// The keyword in the source.
    var node: Node
}

/// What instructions refer to by index.
struct Tables: Sendable {
    var constants: [Node] = []
    var enumerations: [Enumeration] = []
    var bounds: [NumberBound] = []
    var divisors: [Divisor] = []
    var patterns: [Pattern] = []
    var elements: [ElementRules] = []
    var contains: [ContainsRule] = []
    var members: [MemberRules] = []
    var dependentRequired: [[RequiredBeside]] = []
    var dependentSchemas: [[DependentSchema]] = []
    var alternatives: [Alternatives] = []
    var conditions: [Condition] = []
    var unevaluated: [UnevaluatedRule] = []
}
