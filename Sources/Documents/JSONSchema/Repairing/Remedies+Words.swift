import JSON

/// Remedies for a value outside a closed list, or of the wrong branch.
extension Remedies {
    func words(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        let wanted = sight.parts.words(for: fault).prefix(200).map { JSONValue($0) }
        guard !wanted.isEmpty else { return [] }
        if wanted.count == 1, let only = wanted.first { return [.put(only, at: sight.place, cost: 2)] }
        guard !sight.isSecret else { return [] }
        return nearest(to: sight.value, among: wanted).map { word, cost in .put(word, at: sight.place, cost: cost) }
            + nearestNumber(to: sight.value, among: wanted).map { .guess($0, at: sight.place, cost: 3.5) }
    }

    /// Words that may have been meant: the same but for kind, case or punctuation, else the nearest by spelling.
    private func nearest(to value: JSONValue, among words: [JSONValue]) -> [(JSONValue, Double)] {
        guard let text = value.wordText else { return [] }
        let same = words.filter { $0.wordText?.plain == text.plain }
        if !same.isEmpty { return same.prefix(3).map { ($0, 1) } }
        // Numbers are not near because their digits are.
        guard value.stringValue != nil else { return [] }
        let spelling = Dictionary(
            words.compactMap { word in word.wordText.map { ($0, word) } }, uniquingKeysWith: { first, _ in first })
        let name = Suggestion.nearest(to: text.trimmed, among: spelling.keys.sorted())
        return name.flatMap { spelling[$0] }.map { [($0, 1.5)] } ?? []
    }

    private func nearestNumber(to value: JSONValue, among words: [JSONValue]) -> [JSONValue] {
        guard let number = value.doubleValue else { return [] }
        let near = words.filter { $0.doubleValue != nil }.min {
            abs(($0.doubleValue ?? 0) - number) < abs(($1.doubleValue ?? 0) - number)
        }
        return near.map { [$0] } ?? []
    }

    /// Makes an object one of the branch its own members speak for: the members that tell branches apart are set.
    func branches(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        guard sight.value.objectValue != nil else { return [] }
        return tags(fault, sight) + sight.members.prefix(12).map { .drop(sight.place.appending($0), cost: 5) }
            + absent(sight.parts.requiredNames(), sight).map { remedy in
                var remedy = remedy
                remedy.cost += 1
                return remedy
            }
    }

    /// Sets the member that names the branch (OpenAPI's `discriminator`): at the place itself, or in the object there.
    func tags(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        if sight.value.objectValue != nil {
            return discriminators(sight.parts).flatMap { member, names in
                let place = sight.place.appending(member)
                let old = sight.value.value(at: JSONPointer(tokens: [member]))
                return tagRemedies(names, old: old, at: place, isSecret: sight.isSecret)
            }
        }
        guard let parent = sight.parent, let name = sight.place.tokens.last else { return [] }
        return discriminators(parent.parts).filter { $0.member == name }.flatMap { _, names in
            tagRemedies(names, old: sight.value, at: sight.place, isSecret: sight.isSecret)
        }
    }

    private func tagRemedies(
        _ names: [String], old: JSONValue?, at place: JSONPointer, isSecret: Bool
    ) -> [Remedy] {
        let near = old.map { nearest(to: $0, among: names.map { .string($0) }) }?.first?.0.stringValue
        return names.prefix(24).filter { .string($0) != old }.map { name in
            let operation: JSONPatch.Operation =
                old == nil ? .add(place, .string(name)) : .replace(place, .string(name))
            let isNear = name == near && !isSecret
            return Remedy(
                operations: [operation], cost: isNear ? 1.5 : names.count == 1 ? 2 : 4,
                holes: isNear || names.count == 1 ? [] : [place])
        }
    }

    /// Members that name a branch, with the names they may have.
    private func discriminators(_ parts: SchemaParts) -> [(member: String, names: [String])] {
        parts.nodes.compactMap { schema in
            guard let discriminator = schema["discriminator"], let member = discriminator["propertyName"]?.string
            else { return nil }
            let mapped = discriminator["mapping"]?.members.compactMap(\.key.string) ?? []
            let branches = ["oneOf", "anyOf"].compactMap { schema[$0] }.flatMap { Array($0.elements) }
            let implied = branches.compactMap { $0["$ref"]?.string?.split(separator: "/").last.map(String.init) }
            return (member, mapped.isEmpty ? implied : mapped)
        }
    }
}

extension JSONValue {
    /// What a word of a list looks like as text; nil for containers and null.
    fileprivate var wordText: String? {
        switch self {
        case .string(let text): text
        case .integer, .double, .decimal, .bool: jsonText
        default: nil
        }
    }
}

extension String {
    /// Letters and digits alone, in lower case: "In Progress" and "in_progress" are alike.
    fileprivate var plain: String { String(lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }) }
}
