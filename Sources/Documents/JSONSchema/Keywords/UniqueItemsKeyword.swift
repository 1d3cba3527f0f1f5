import JSON

/// `uniqueItems`: JSON Schema validation section 6.4.3.
extension ProgramBuilder {
    mutating func compileUniqueItems(_ entry: SchemaEntry, in site: SchemaSite) {
        if flag(of: entry, in: site) == true { emit(.uniqueItems, for: entry, in: site) }
    }
}

extension Evaluator {
    /// The indexes of two elements that are equal; that a few strings all differ is told without hashing.
    mutating func equalElements(of value: Value) -> (first: Int, second: Int)? {
        guard value.pointee.low > 1 else { return nil }
        if value.pointee.low <= 16, let answer = hasEqualStrings(value) {
            if !answer { return nil }
        }
        return equalElements(of: tape.node(at: value))
    }

    /// Nil unless all elements are strings.
    private func hasEqualStrings(_ value: Value) -> Bool? {
        let count = Int(value.pointee.low)
        for index in 1...count where value[index].kind != .string { return nil }
        for later in 2...count {
            let key = key(value + later)
            for earlier in 1..<later where self.key(value + earlier).equals(key) { return true }
        }
        return false
    }

    /// Likewise for any array.
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
