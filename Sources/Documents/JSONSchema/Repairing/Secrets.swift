public import JSON

extension RepairSearch {
    /// Whether a patch shows a value that `writeOnly` or `format: password` protects and the sender has sent.
    func revealsSecrets(_ repair: Repair, of value: JSONValue) -> Bool {
        guard let patched = try? repair.patch.applied(to: value) else { return true }
        let holes = Set(repair.holes)
        return repair.patch.operations.contains { operation in
            guard let shown = operation.value else { return false }
            var parts = SchemaParts([schema.node], schema.documents)
            var place = JSONPointer()
            var isSecret = parts.isSecret
            for token in operation.path.tokens {
                parts = parts.child(token, isElement: patched.value(at: place)?.arrayValue != nil)
                place = place.appending(token)
                isSecret = isSecret || parts.isSecret
            }
            return Self.reveals(shown, parts, at: place, isSecret: isSecret, holes)
        }
    }

    private static func reveals(
        _ value: JSONValue, _ parts: SchemaParts, at place: JSONPointer, isSecret: Bool, _ holes: Set<JSONPointer>
    ) -> Bool {
        let isSecret = isSecret || parts.isSecret
        if holes.contains(place) { return false }
        switch value {
        case .object(let object):
            return object.contains { name, member in
                reveals(
                    member, parts.child(name, isElement: false), at: place.appending(name), isSecret: isSecret, holes)
            }
        case .array(let elements):
            return elements.enumerated().contains { index, element in
                let token = String(index)
                let below = parts.child(token, isElement: true)
                return reveals(element, below, at: place.appending(token), isSecret: isSecret, holes)
            }
        default:
            return isSecret && !(parts.words() + parts.values(of: "default")).contains { JSONValue($0) == value }
        }
    }
}

extension CompiledSchema {
    /// The same faults, without the values that `writeOnly` or `format: password` protects in their messages.
    public func withoutSecrets(_ violations: [Violation], of instance: Node) -> [Violation] {
        violations.map { violation in
            guard violation.message.contains(Violation.was), isSecret(violation.instance, of: instance) else {
                return violation
            }
            var violation = violation
            violation.message = violation.message.prefix(before: Violation.was)
            return violation
        }
    }

    /// Whether the place, what it lies in, or anything in it is protected.
    private func isSecret(_ place: JSONPointer, of instance: Node) -> Bool {
        var parts = SchemaParts([node], documents)
        var value: Node? = instance
        if parts.isSecret { return true }
        for token in place.tokens {
            parts = parts.child(token, isElement: value?.kind == .array)
            value = value?.at(JSONPointer(tokens: [token]))
            if parts.isSecret { return true }
        }
        return value.map { Self.holdsSecret($0, parts, depth: 0) } ?? false
    }

    /// Too deep to look counts as yes.
    private static func holdsSecret(_ value: Node, _ parts: SchemaParts, depth: Int) -> Bool {
        if parts.isSecret || depth > 8 { return true }
        return value.members.contains { key, member in
            holdsSecret(member, parts.child(key.string ?? "", isElement: false), depth: depth + 1)
        }
            || value.elements.prefix(8).enumerated().contains { index, element in
                holdsSecret(element, parts.child(String(index), isElement: true), depth: depth + 1)
            }
    }
}

extension Violation {
    /// What stands in messages between what is wanted and what was there.
    fileprivate static let was = ", was "
}

extension String {
    /// What stands before the first occurrence of `text`.
    fileprivate func prefix(before text: String) -> String {
        firstRange(of: text).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
