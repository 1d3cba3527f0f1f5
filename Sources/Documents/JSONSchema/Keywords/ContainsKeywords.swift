import JSON

/// `contains`, `minContains`, `maxContains`: JSON Schema core section 10.3.1.3, validation sections 6.4.4 and 6.4.5.
extension ProgramBuilder {
    mutating func compileContains(_ entry: SchemaEntry, in site: SchemaSite) {
        let least = site[.minContains].flatMap { count(of: $0, in: site) } ?? 1
        let most = site[.maxContains].flatMap { count(of: $0, in: site) }
        let target = child(entry.value, of: entry, in: site)
        tables.contains.append(ContainsRule(target: target, least: least, most: most))
        emit(.contains(tables.contains.count - 1), for: entry, in: site)
    }

    /// Without `contains` the counts mean nothing, but must still be counts.
    mutating func checkContainsCount(_ entry: SchemaEntry, in site: SchemaSite) {
        if site[.contains] == nil { _ = count(of: entry, in: site) }
    }
}

/// How many elements must fit a schema.
struct ContainsRule: Sendable {
    let target: Target
    let least: Int
    let most: Int?
}

extension Evaluator {
    mutating func acceptsContains(_ value: Value, _ code: UnsafePointer<ContainsCode>) -> Bool {
        var count = 0
        var element = value + 1
        for _ in 0..<value.pointee.low {
            if count >= code.pointee.least, code.pointee.most == .max { return true }
            if accepts(element, code.pointee.link) { count += 1 }
            if count > code.pointee.most { return false }
            element += element.pointee.span
        }
        return count >= code.pointee.least && halt == nil
    }

    /// The elements that fit.
    mutating func matchCount(_ node: Node, _ rule: ContainsRule, of program: Program) -> Int {
        node.elements.reduce(0) { $0 + (accepts($1, rule.target, of: program) ? 1 : 0) }
    }
}

extension Explainer {
    func containsMessage(_ rule: ContainsRule, _ node: Node, of program: Program) -> String {
        var evaluator = evaluator
        let count = evaluator.matchCount(node, rule, of: program)
        if let most = rule.most, count > most {
            return "must have at most \(most.of("element")) that fit \"contains\", had \(count)"
        }
        return "must have at least \(rule.least.of("element")) that fit \"contains\", had \(count)"
    }
}
