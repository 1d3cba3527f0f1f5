import JSON

/// `prefixItems` and `items`: JSON Schema core section 10.3.1; `items` and `additionalItems`: draft-07 validation
/// section 6.4.
extension ProgramBuilder {
    mutating func compileElements(in site: SchemaSite) {
        guard let entry = site[.items] ?? site[.prefixItems] ?? site[.additionalItems] else { return }
        var prefix = site[.prefixItems].map { compilePrefix($0, in: site) } ?? []
        var rest = site[.items]
        if site.dialect.hasItemLists {
            if let list = rest, list.value.kind == .array {
                prefix = compilePrefix(list, in: site)
                rest = site[.additionalItems]
            } else if let idle = site[.additionalItems] {
                _ = child(idle.value, of: idle, in: site)
                if rest == nil { return }
            }
        }
        let target = rest.flatMap { compileRest($0, in: site) }
        tables.elements.append(ElementRules(prefix: prefix, rest: target, isClosed: rest?.value.bool == false))
        emit(.elements(tables.elements.count - 1), for: entry, in: site)
    }

    private mutating func compilePrefix(_ entry: SchemaEntry, in site: SchemaSite) -> [Target] {
        // Draft-07 allows an empty list.
        if entry.keyword == .items, entry.value.count == 0 { return [] }
        return (schemaList(of: entry, in: site) ?? []).enumerated().map { index, schema in
            child(schema, of: entry, [String(index)], in: site)
        }
    }

    private mutating func compileRest(_ entry: SchemaEntry, in site: SchemaSite) -> Target? {
        if entry.value.kind == .array {
            let help = "for one schema a position use \"prefixItems\""
            return refusedValue(of: entry, "one schema for all elements", help: help, in: site)
        }
        return child(entry.value, of: entry, in: site)
    }
}

/// What the elements of an array must be.
struct ElementRules: Sendable {
    let prefix: [Target]
    /// For the elements behind the prefix.
    let rest: Target?
    /// Whether nothing may stand behind the prefix.
    let isClosed: Bool

    func target(at index: Int) -> Target? { index < prefix.count ? prefix[index] : rest }
}

extension Evaluator {
    mutating func acceptsElements(_ value: Value, _ code: UnsafePointer<ElementCode>) -> Bool {
        let count = Int(value.pointee.low)
        let prefixCount = code.pointee.prefixCount
        if code.pointee.isClosed, count > prefixCount { return false }
        var element = value + 1
        for index in 0..<count {
            let link = index < prefixCount ? code.pointee.prefix[index] : code.pointee.rest
            guard accepts(element, link) else { return false }
            element += element.pointee.span
        }
        return true
    }
}

extension Explainer {
    mutating func explainElements(_ node: Node, _ rules: ElementRules, _ step: Step) {
        if rules.isClosed, node.kind == .array, node.count > rules.prefix.count {
            report("must have at most \(rules.prefix.count.of("element")), had \(node.count)", step)
        }
        for (index, element) in node.elements.enumerated() where !isFull {
            guard let target = rules.target(at: index), index < rules.prefix.count || !rules.isClosed else { return }
            explain(element, at: String(index), target, of: step.program)
        }
    }
}
