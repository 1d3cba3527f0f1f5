import JSON

/// Remedies for the members of an object.
extension Remedies {
    /// Adds the members that are missing: renames one that may have been meant, else takes what the schema gives.
    func absent(_ names: [String], _ sight: Sight) -> [Remedy] {
        let declared = Set(sight.parts.memberNames)
        let strangers = sight.members.filter { !declared.contains($0) }
        return names.filter { !sight.members.contains($0) }.prefix(12).flatMap { name in
            let meant = strangers.first { $0.isNear(name) }
            let renamed = meant.map { rename($0, to: name, in: sight) }
            return (renamed.map { [$0] } ?? []) + addition(of: name, to: sight, cost: 2)
        }
    }

    private func rename(_ name: String, to known: String, in sight: Sight) -> Remedy {
        Remedy(operations: [.move(from: sight.place.appending(name), to: sight.place.appending(known))], cost: 1)
    }

    /// Renames a member to the declared one that may have been meant, or leaves it out.
    func unknown(_ sight: Sight) -> [Remedy] {
        guard let parent = sight.parent, let name = sight.place.tokens.last, parent.value.objectValue != nil else {
            return [.drop(sight.place, cost: 3)]
        }
        let present = parent.value.objectValue?.keys ?? []
        let allowed = parent.parts.values(of: "propertyNames").flatMap { names in
            SchemaParts([names], parent.parts.documents).words().compactMap(\.string)
        }
        let known = (parent.parts.memberNames + allowed).filter { !present.contains($0) }
        let place = JSONPointer(tokens: Array(sight.place.tokens.dropLast()))
        let meant = known.first { $0.isSame(as: name) } ?? Suggestion.nearest(to: name, among: known)
        let renamed = meant.map { known in
            Remedy(operations: [.move(from: sight.place, to: place.appending(known))], cost: 1)
        }
        return (renamed.map { [$0] } ?? []) + [.drop(sight.place, cost: 3)]
    }

    /// Adds what another member asks for, or leaves that member out.
    func dependents(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        let rules = sight.parts.values(of: fault.keyword, for: fault).flatMap { Array($0.members) }
        return rules.flatMap { key, names -> [Remedy] in
            let name = key.string ?? ""
            guard sight.members.contains(name) else { return [] }
            let missing = names.elements.compactMap(\.string).filter { !sight.members.contains($0) }
            if missing.isEmpty { return [] }
            return absent(missing, sight) + [.drop(sight.place.appending(name), cost: 5)]
        }
    }

    func tooFew(_ sight: Sight) -> [Remedy] {
        let known = sight.parts.memberNames.filter { !sight.members.contains($0) }
        let names = known.isEmpty ? ["key\(sight.members.count + 1)"] : known
        return names.prefix(6).flatMap { addition(of: $0, to: sight, cost: 2.5) }
    }

    func tooMany(_ sight: Sight) -> [Remedy] {
        let optional = sight.members.filter { !sight.parts.requiredNames().contains($0) }
        return optional.suffix(6).reversed().enumerated().map { index, name in
            .drop(sight.place.appending(name), cost: 3 + Double(index) / 8)
        }
    }
}

extension String {
    /// Whether this may have been meant by `other`: the same but for case and punctuation, or a slip of the keys.
    fileprivate func isNear(_ other: String) -> Bool {
        isSame(as: other) || Suggestion.nearest(to: self, among: [other]) != nil
    }

    fileprivate func isSame(as other: String) -> Bool { bare == other.bare }

    /// "taskType", "task-type" and "task_type" are alike.
    private var bare: String { lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " } }
}
