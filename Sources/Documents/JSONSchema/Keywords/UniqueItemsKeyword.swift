import JSON

/// `uniqueItems`: JSON Schema validation section 6.4.3.
extension ProgramBuilder {
    mutating func compileUniqueItems(_ entry: SchemaEntry, in site: SchemaSite) {
        if flag(of: entry, in: site) == true { emit(.uniqueItems, for: entry, in: site) }
    }
}

extension Evaluator {
    /// The indexes of two elements that are equal.
    mutating func equalElements(of node: Node) -> (first: Int, second: Int)? {
        node.count <= 16 ? comparedPairwise(node) : comparedByHash(node)
    }

    private mutating func comparedPairwise(_ node: Node) -> (first: Int, second: Int)? {
        for (second, later) in node.elements.enumerated() {
            for (first, earlier) in node.elements.enumerated() {
                if first == second { break }
                if isEqual(earlier, later) { return (first, second) }
            }
        }
        return nil
    }

    /// Compares only elements of equal hash.
    ///
    /// Numbers can be chosen to collide, so that costs many steps.
    private mutating func comparedByHash(_ node: Node) -> (first: Int, second: Int)? {
        let hashed = node.elements.enumerated().map { index, element in
            var hasher = Hasher()
            element.hash(into: &hasher)
            return (hash: hasher.finalize(), index: index, element: element)
        }.sorted { ($0.hash, $0.index) < ($1.hash, $1.index) }
        for (position, later) in hashed.enumerated() {
            for earlier in hashed[..<position].reversed() {
                guard earlier.hash == later.hash, spend(200) else { break }
                if isEqual(earlier.element, later.element) { return (earlier.index, later.index) }
            }
        }
        return nil
    }
}

extension Explainer {
    func uniquenessMessage(for node: Node) -> String {
        var evaluator = evaluator
        guard let pair = evaluator.equalElements(of: node) else { return "must not hold equal elements" }
        return "must not hold equal elements, but elements \(pair.first) and \(pair.second) are equal"
    }
}
