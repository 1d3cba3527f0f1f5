import JSON

/// Remedies for a value of the wrong kind.
extension Remedies {
    func types(_ fault: Violation, _ sight: Sight) -> [Remedy] {
        var wanted = sight.parts.types(for: fault)
        for type in sight.parts.types() where !wanted.contains(type) { wanted.append(type) }
        if wanted.isEmpty { wanted = sight.parts.words().map { JSONValue($0).typeName }.distinct }
        var found: [Remedy] = []
        if sight.value == .null, sight.isOptionalMember { found.append(.drop(sight.place, cost: 1.2, loses: false)) }
        found += unwrapped(sight, wanted)
        guard !sight.isSecret else { return found }
        for type in wanted { found += conversions(of: sight.value, to: type, at: sight.place) }
        return found
    }

    /// One element, repeated or not, stands for itself; moved, so that the patch need not show it.
    private func unwrapped(_ sight: Sight, _ wanted: [String]) -> [Remedy] {
        guard case .array(let elements) = sight.value, let only = elements.first, elements.allSatisfy({ $0 == only }),
            wanted.contains(where: only.isOf(type:))
        else { return [] }
        return [Remedy(operations: [.move(from: sight.place.appending(0), to: sight.place)], cost: 1)]
    }

    private func conversions(of value: JSONValue, to type: String, at place: JSONPointer) -> [Remedy] {
        var found: [Remedy] =
            switch type {
            case "integer", "number": numbers(value, isWhole: type == "integer", at: place)
            case "boolean": Self.truth(value).map { [.put(.bool($0), at: place, cost: 1)] } ?? []
            case "string": Self.text(value).map { [.put(.string($0), at: place, cost: 1)] } ?? []
            case "null": Self.isNothing(value) ? [.put(.null, at: place, cost: 1.2)] : []
            case "array": Self.lists(value).map { .put($0.list, at: place, cost: $0.cost) }
            default: []
            }
        // A text may hold the JSON of what is wanted.
        if case .string(let text) = value, let inner = Self.container(in: text), inner.isOf(type: type) {
            found.append(.put(inner, at: place, cost: 1))
        }
        return found
    }

    private func numbers(_ value: JSONValue, isWhole: Bool, at place: JSONPointer) -> [Remedy] {
        let number: JSONValue
        switch value {
        case .string(let text):
            guard let read = Self.number(in: text) else { return [] }
            number = read
        case .bool(let bool): return [.put(.integer(bool ? 1 : 0), at: place, cost: 2)]
        case .integer, .double, .decimal: number = value
        default: return []
        }
        guard isWhole, number.intValue == nil, let double = number.doubleValue else {
            return [.put(number, at: place, cost: 1)]
        }
        guard let whole = Int(exactly: double.rounded()) else { return [] }
        let isExact = Double(whole) == double
        return [.put(.integer(whole), at: place, cost: isExact ? 1 : 4, loses: !isExact)]
    }

    /// The number that a text writes, with spaces around it or a sign before it.
    private static func number(in text: String) -> JSONValue? {
        var trimmed = text.trimmed
        if trimmed.hasPrefix("+") { trimmed.removeFirst() }
        guard trimmed.utf8.count <= 64, let value = try? JSONValue.parse(trimmed) else { return nil }
        switch value {
        case .integer, .double, .decimal: return value
        default: return nil
        }
    }

    private static func truth(_ value: JSONValue) -> Bool? {
        switch value {
        case .string(let text): ["true": true, "false": false][text.trimmed.lowercased()]
        case .integer(0), .double(0): false
        case .integer(1), .double(1): true
        default: nil
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .integer, .double, .decimal, .bool: value.jsonText
        default: nil
        }
    }

    private static func isNothing(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): ["", "null", "none", "nil"].contains(text.trimmed.lowercased())
        default: false
        }
    }

    private static func lists(_ value: JSONValue) -> [(list: JSONValue, cost: Double)] {
        switch value {
        case .array, .null: return []
        case .object(let object) where object.isEmpty: return [(.array([]), 1), (.array([value]), 1.5)]
        case .string(let text) where text.contains(","):
            let parts = text.split(separator: ",").map { JSONValue.string(String($0).trimmed) }
            return [(.array([value]), 1), (.array(parts), 1.3)]
        default: return [(.array([value]), 1)]
        }
    }

    private static func container(in text: String) -> JSONValue? {
        let trimmed = text.trimmed
        guard trimmed.hasPrefix("{") || trimmed.hasPrefix("[") else { return nil }
        return try? JSONValue.parse(trimmed)
    }
}

extension String {
    /// Without the white space around it.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
