import JSON

/// Remedies for the elements of an array.
extension Remedies {
    func tooShort(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard let elements = sight.value.arrayValue else { return [] }
        let count = elements.count
        if fault.keyword != "minItems" {
            let wanted = sight.parts.values(of: "contains", for: fault)
            return element(at: count, of: sight, from: wanted.isEmpty ? nil : wanted).map { [$0] } ?? []
        }
        let least = sight.parts.values(of: "minItems", for: fault).compactMap(\.int).max() ?? count + 1
        guard least - count <= 8, var remedy = element(at: count, of: sight) else { return [] }
        for index in (count + 1)..<max(least, count + 1) {
            guard let next = element(at: index, of: sight) else { return [] }
            remedy.operations += next.operations
            remedy.holes += next.holes
        }
        return [remedy]
    }

    func tooLong(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard let elements = sight.value.arrayValue, !elements.isEmpty else { return [] }
        let most = sight.parts.values(of: fault.keyword, for: fault).compactMap(\.int).min() ?? elements.count - 1
        let surplus = fault.keyword == "maxItems" ? elements.count - most : 1
        guard surplus > 0 else { return [] }
        if surplus > 8 {
            return [.put(.array(Array(elements.prefix(most))), at: sight.place, cost: 4, loses: true)]
        }
        let places = (0..<surplus).map { sight.place.appending(elements.count - 1 - $0) }
        return [Remedy(operations: places.map { .remove($0) }, cost: 3, losses: places)]
    }

    /// Takes away what no schema is there for: this element, or those of this array beyond its list of schemas.
    func surplus(_ sight: Sight) -> [Remedy] {
        guard let elements = sight.value.arrayValue else { return [.drop(sight.place, cost: 3)] }
        let known =
            (sight.parts.values(of: "prefixItems") + sight.parts.values(of: "items"))
            .filter { $0.kind == .array }.map(\.count).max() ?? 0
        guard known < elements.count, elements.count - known <= 8 else { return [.drop(sight.place, cost: 3)] }
        let places = (known..<elements.count).reversed().map { sight.place.appending($0) }
        return [Remedy(operations: places.map { .remove($0) }, cost: 3, losses: places)]
    }

    /// Takes away every element that stands before it already.
    func repetitions(_ sight: Sight) -> [Remedy] {
        guard let elements = sight.value.arrayValue, elements.count <= 1_000 else { return [] }
        let nodes = elements.map { Document($0).root }
        var kept: [Node] = []
        var surplus: [JSONPointer] = []
        for (index, node) in nodes.enumerated() {
            if kept.contains(where: { $0.isEqual(to: node) }) {
                surplus.append(sight.place.appending(index))
            } else {
                kept.append(node)
            }
        }
        let least = sight.parts.values(of: "minItems").compactMap(\.int).max() ?? 0
        var found = [Remedy(operations: surplus.reversed().map { .remove($0) }, cost: 1.5)]
        if kept.count < least { found += varied(surplus, sight) }
        return found
    }

    /// Where elements may not be taken away: the repeated ones become other words of their list.
    private func varied(_ surplus: [JSONPointer], _ sight: Sight) -> [Remedy] {
        guard let elements = sight.value.arrayValue, let first = surplus.first, let token = first.tokens.last else {
            return []
        }
        let words = sight.parts.child(token, isElement: true).words().map { JSONValue($0) }
        return words.filter { !elements.contains($0) }.prefix(3).map { .guess($0, at: first, cost: 4) }
    }
}
