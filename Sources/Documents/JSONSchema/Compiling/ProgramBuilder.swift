import JSON

/// What the caller wants of a compiler.
struct CompilingRules {
    let assertsFormats: Bool
    /// Whether mistakes whose meaning is clear are warnings.
    let isLenient: Bool
}

/// Builds one program from one schema and everything it refers to.
///
/// Each schema met is a block; blocks wait in a queue until they are compiled, so neither nesting nor recursion of
/// schemas is recursion here. Faults are collected and compiling goes on.
struct ProgramBuilder {
    let rules: CompilingRules
    var index: SchemaIndex
    private(set) var cache: SchemaCache
    var diagnostics: [Diagnostic] = []
    var tables = Tables()

    private var blocks: [PendingBlock] = []
    private var blockOf: [BlockKey: Int] = [:]
    private var imports: [Program] = []
    private var importOf: [ObjectIdentifier: Int] = [:]
    private(set) var samples: [Sample] = []

    /// A block that is queued or compiled.
    struct PendingBlock {
        let node: Node
        let scope: SchemaScope
        /// The keyword under which the schema stands.
        let keyword: Keyword
        let enclosing: [Node]
        /// The block that holds this one, and the way from there.
        let parent: Int?
        let tokens: [String]
        let isWithoutNullable: Bool
        var instructions: [(instruction: Instruction, place: Place)] = []
        /// Blocks that judge the same value as this one.
        var inPlace: [(block: Int, key: Node)] = []
    }

    /// A value that should fit the schema it stands in: a default or an example.
    struct Sample {
        let value: Node
        let block: Int
        let keyword: Keyword
    }

    init(rules: CompilingRules, index: SchemaIndex, cache: SchemaCache) {
        self.rules = rules
        self.index = index
        self.cache = cache
    }

    /// Compiles `root`, which becomes block 0, and all it leads to.
    mutating func compile(_ root: Node) {
        let resource = index.resource(ofRoot: root)
        let scope = SchemaScope(resource: resource, context: index.context(0, entering: resource))
        _ = target(for: root, in: scope, under: .reference, parent: nil, tokens: [])
        var next = 0
        while next < blocks.count {
            compileBlock(next)
            next += 1
            if blocks.count > Self.mostBlocks { return refuseSize() }
        }
        refuseRepeatedIdentifiers()
        refuseEndlessRecursion()
    }

    /// The block of `node`: the one there is, or a new one at the end of the queue.
    mutating func target(
        for node: Node, in scope: SchemaScope, under keyword: Keyword, parent: Int?, tokens: [String],
        enclosing: [Node] = [],
        isWithoutNullable: Bool = false
    ) -> Target {
        let key = BlockKey(
            schema: SchemaKey(node), context: scope.context, isWithoutNullable: isWithoutNullable)
        if let block = blockOf[key] { return Target(block: block) }
        if let compiled = cache[key] {
            return Target(program: importIndex(of: compiled.program), block: compiled.block)
        }
        blockOf[key] = blocks.count
        blocks.append(
            PendingBlock(
                node: node, scope: scope, keyword: keyword, enclosing: enclosing, parent: parent, tokens: tokens,
                isWithoutNullable: isWithoutNullable))
        return Target(block: blocks.count - 1)
    }

    private mutating func importIndex(of program: Program) -> Int32 {
        if let index = importOf[ObjectIdentifier(program)] { return Int32(index) }
        importOf[ObjectIdentifier(program)] = imports.count
        imports.append(program)
        return Int32(imports.count - 1)
    }

    private mutating func compileBlock(_ index: Int) {
        let block = blocks[index]
        switch block.node.kind {
        case .boolean where block.node.bool == true: break
        case .boolean:
            blocks[index].instructions = [(.never, Place(keyword: block.keyword, node: block.node))]
        case .object:
            let dialect = self.index.resources[block.scope.resource].dialect
            let entries = readEntries(of: block.node, by: dialect, in: index)
            compile(
                at: SchemaSite(
                    node: block.node, block: index, entries: entries, scope: block.scope, dialect: dialect,
                    enclosing: block.enclosing),
                isWithoutNullable: block.isWithoutNullable)
        default:
            refuse(
                "schema-not-a-schema", "a schema must be an object or a boolean, was \(block.node.phrase)",
                at: block.node, in: index)
        }
    }

    /// Schemas reached with ever other dynamic anchors could multiply without end.
    private static let mostBlocks = 1_000_000

    private mutating func refuseSize() {
        refuse("schema-too-large", "the schema leads to over \(Self.mostBlocks) others", at: blocks[0].node, in: 0)
    }

    private mutating func refuseRepeatedIdentifiers() {
        for (node, name) in index.repeated {
            object("schema-repeated-identifier", "\"\(name)\" names another schema already", at: node, in: 0)
        }
    }

    /// Adds a check to the schema being compiled.
    mutating func emit(_ instruction: Instruction, for entry: SchemaEntry, in site: SchemaSite) {
        let place = Place(keyword: entry.keyword, node: entry.key)
        blocks[site.block].instructions.append((instruction, place))
    }

    /// Notes that `target` judges the same value as the schema at `site`, because of `key`.
    mutating func noteInPlace(_ target: Target, because key: Node, in site: SchemaSite) {
        guard target.program == Target.own else { return }
        blocks[site.block].inPlace.append((Int(target.block), key))
    }

    mutating func noteSample(_ value: Node, of keyword: Keyword, in site: SchemaSite) {
        samples.append(Sample(value: value, block: site.block, keyword: keyword))
    }

    /// The blocks that judge the same value as `block`, with the keywords that lead there.
    func inPlaceEdges(of block: Int) -> [(block: Int, key: Node)] { blocks[block].inPlace }

    var blockCount: Int { blocks.count }

    /// The finished program, whose schemas are in the cache from then on.
    mutating func finish() -> Program {
        var instructions: [Instruction] = []
        var places: [Place] = []
        var finished: [Block] = []
        for block in blocks {
            let start = instructions.count
            for (instruction, place) in block.instructions.stablySorted(by: \.instruction.rank) {
                instructions.append(instruction)
                places.append(place)
            }
            finished.append(Block(range: start..<instructions.count, node: block.node))
        }
        let program = Program(
            instructions: instructions, places: places, blocks: finished, tables: tables, imports: imports)
        cache.add(program, blocks: blockOf)
        return program
    }

    /// The way from the schema that is compiled to `block`, as a JSON pointer.
    func pointer(to block: Int) -> String {
        var tokens: [String] = []
        var next: Int? = block
        while let index = next {
            tokens = blocks[index].tokens + tokens
            next = blocks[index].parent
        }
        return JSONPointer(tokens: tokens).description
    }
}

extension Array {
    fileprivate func stablySorted(by key: KeyPath<Element, Int>) -> [Element] {
        enumerated().sorted { a, b in
            let (x, y) = (a.element[keyPath: key], b.element[keyPath: key])
            return x == y ? a.offset < b.offset : x < y
        }.map(\.element)
    }
}
