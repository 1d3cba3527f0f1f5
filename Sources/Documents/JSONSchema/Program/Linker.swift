/// Finds for each block where its ops begin and which kinds of value it can accept.
struct Linker {
    let instructions: [Instruction]
    let blocks: [Block]
    let tables: Tables
    let imports: [Code]
    let ops: UnsafeMutablePointer<Op>
    let links: UnsafeMutablePointer<Link>
    private var isLinked: [Bool]

    init(
        instructions: [Instruction], blocks: [Block], tables: Tables, imports: [Code],
        ops: UnsafeMutablePointer<Op>, links: UnsafeMutablePointer<Link>
    ) {
        self.instructions = instructions
        self.blocks = blocks
        self.tables = tables
        self.imports = imports
        self.ops = ops
        self.links = links
        isLinked = Array(repeating: false, count: blocks.count)
    }

    mutating func link() {
        for block in blocks.indices { _ = link(block) }
    }

    private mutating func link(_ target: Target) -> Link {
        target.program == Target.own ? link(Int(target.block)) : imports[Int(target.program)].links[Int(target.block)]
    }

    /// Schemas that judge one value never lead back to themselves, so this ends.
    private mutating func link(_ block: Int) -> Link {
        if isLinked[block] { return links[block] }
        let range = blocks[block].range
        let link: Link
        if range.count == 1, case .call(let target) = instructions[range.lowerBound] {
            link = self.link(target)
        } else {
            var kinds = KindSet.all
            for index in range { kinds.formIntersection(self.kinds(of: instructions[index])) }
            var start = range.lowerBound
            if start < range.upperBound, case .kinds = instructions[start] { start += 1 }
            link = Link(code: UnsafePointer(ops + start), count: Int32(range.upperBound - start), kinds: kinds)
        }
        (links + block).initialize(to: link)
        isLinked[block] = true
        return link
    }

    private mutating func kinds(of instruction: Instruction) -> KindSet {
        switch instruction {
        case .never: []
        case .kinds(let kinds): kinds
        case .constant(let index): KindSet(of: tables.constants[index])
        case .enumeration(let index): KindSet(tables.enumerations[index].values.map(KindSet.init(of:)))
        case .call(let target): link(target).kinds
        case .unlessNull(let target): link(target).kinds.union(.null)
        case .any(let index), .one(let index):
            tables.alternatives[index].branches.reduce(into: []) { $0.formUnion(link($1).kinds) }
        default: .all
        }
    }
}
