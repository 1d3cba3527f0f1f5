import JSON
import JSONSchema

/// One value in the making: how deep it is, how large it has become, and what was rolled.
struct Making {
    /// A part of the value, and whether its schema lets it in.
    struct Made {
        var value: JSONValue
        var fits: Bool
    }

    /// Members that need not be there are left out below this depth.
    private static let optionalDepth = 6
    /// Nothing is made below this depth, since schemas may be endless.
    private static let depth = 24
    /// Values in one value, before only what must be there is made.
    private static let budget = 400
    /// Ways to make one part that are tried before it is given up, and in one value altogether.
    private static let attempts = 48
    private static let allAttempts = 20_000

    let options: Generator
    var dice: Dice
    /// Makes scalars differ where elements must.
    var ordinal = 0
    private var level = 0
    private var made = 0
    private var tried = 0
    /// The schemas of the objects that the part stands in.
    private var above: [NodeKey] = []

    init(_ options: Generator) {
        self.options = options
        dice = Dice(seed: options.seed ?? 0)
    }

    /// Whether the plainest choice is wanted wherever there is one.
    var isPlain: Bool { options.seed == nil }

    /// Whether what need not be there is left out from here on.
    var isSparing: Bool { level > Self.optionalDepth || made > Self.budget }

    mutating func value(_ schema: SchemaView, _ size: Generator.Size) -> Made {
        guard level < Self.depth else { return Made(value: .null, fits: false) }
        level += 1
        made += 1
        defer { level -= 1 }
        if let shown = shown(schema) { return Made(value: shown, fits: true) }
        var left = Self.attempts
        var nearest: JSONValue?
        if let found = search(schema, schema, size, &left, &nearest) { return Made(value: found, fits: true) }
        return Made(value: nearest ?? .null, fits: false)
    }

    /// What the schema shows itself, if it fits.
    private func shown(_ schema: SchemaView) -> JSONValue? {
        let isNeeded = schema.isLimitedElsewhere || schema["pattern"] != nil
        guard options.usesExamples || isNeeded, schema.words == nil else { return nil }
        let all = [schema.example] + (options.usesExamples ? [schema["default"].map { JSONValue($0) }] : [])
        return all.compactMap { $0 }.first { schema.accepts($0, options.direction) }
    }

    /// Makes the choices that are still open, one way after the other.
    private mutating func search(
        _ view: SchemaView, _ whole: SchemaView, _ size: Generator.Size, _ left: inout Int, _ nearest: inout JSONValue?
    ) -> JSONValue? {
        guard left > 0, tried < Self.allAttempts else { return nil }
        if let ways = view.narrowed {
            for way in inOrder(ways) {
                if let found = search(way, whole, size, &left, &nearest) { return found }
            }
            return nil
        }
        for type in types(of: view) {
            for candidate in candidates(type, view, size) {
                left -= 1
                tried += 1
                if whole.accepts(candidate, options.direction) { return candidate }
                nearest = nearest ?? candidate
                if left <= 0 { return nil }
            }
        }
        return nil
    }

    /// Null last, and what holds itself after what does not.
    private mutating func inOrder(_ ways: [SchemaView]) -> [SchemaView] {
        let ways = isPlain ? ways : ways.shuffled(using: &dice)
        let ranked = ways.enumerated().map { index, way in
            (way.types == ["null"] ? 2 : way.parts.contains { above.contains(NodeKey($0)) } ? 1 : 0, index, way)
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private func types(of view: SchemaView) -> [String] {
        let types = view.types
        return SchemaView.allTypes.filter(types.contains)
    }

    private mutating func candidates(_ type: String, _ view: SchemaView, _ size: Generator.Size) -> [JSONValue] {
        if let words = words(of: view, type) { return words }
        switch type {
        case "object": return objects(view, size)
        case "array": return arrays(view, size)
        case "string": return texts(view).map { .string($0) }
        case "integer": return integers(view).map { .integer($0) }
        case "number": return numbers(view)
        case "boolean": return isPlain || dice.next() % 2 == 0 ? [true, false] : [false, true]
        default: return [.null]
        }
    }

    /// The values of `enum` and `const` that are of this type; nil where there is neither.
    private mutating func words(of view: SchemaView, _ type: String) -> [JSONValue]? {
        let lists =
            view.all("const").map { [JSONValue($0)] } + view.all("enum").map { $0.elements.map { JSONValue($0) } }
        guard let shortest = lists.min(by: { $0.count < $1.count }) else { return nil }
        let words = shortest.filter { word in
            word.isOf(type: type) && lists.allSatisfy { $0.contains(word) }
        }
        if words.isEmpty { return words }
        let start = (ordinal + (isPlain ? 0 : Int(dice.next() % UInt64(words.count)))) % words.count
        return Array(words[start...] + words[..<start])
    }

    private mutating func objects(_ view: SchemaView, _ size: Generator.Size) -> [JSONValue] {
        let sizes: [Generator.Size] = isSparing ? [.least, .full] : size == .full ? [.full, .least] : [.least, .full]
        let keys = view.parts.map(NodeKey.init)
        above += keys
        defer { above.removeLast(keys.count) }
        var made: [JSONValue] = []
        for size in sizes {
            let object = object(view, size)
            if !made.contains(object) { made.append(object) }
            // The second is wanted only where the first does not do.
            if view.accepts(object, options.direction) { break }
        }
        return made
    }

    /// Whether a schema is one of those that this part stands in, so that it might go on for ever.
    func isInside(_ schema: SchemaView) -> Bool { schema.parts.contains { above.contains(NodeKey($0)) } }

    private mutating func arrays(_ view: SchemaView, _ size: Generator.Size) -> [JSONValue] {
        let least = view.all("minItems").compactMap(\.int).max() ?? (view["contains"] == nil ? 0 : 1)
        let most = view.all("maxItems").compactMap(\.int).min() ?? .max
        let prefix = view.all("prefixItems").map(\.count).max() ?? 0
        let isOpen = size == .full && !isSparing && !(view.items.map(isInside) ?? false)
        let wanted = isOpen ? max(least, min(most, max(1, prefix))) : least
        let counts = [wanted, least, min(most, wanted + 1)].distinct
        var made: [JSONValue] = []
        for count in counts {
            let array = JSONValue.array(elements(of: view, count: count, size))
            if made.contains(array) { continue }
            made.append(array)
            if view.accepts(array, options.direction) { break }
        }
        return made
    }
}
