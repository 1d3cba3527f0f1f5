public import JSON

/// Values that fit a schema and stand at the edges of its keywords.
public struct Boundaries: Sendable {
    private let generator = Generator()

    public init() {}
    /// Arrays longer than this are not sent.
    private static let longestArray = 1_100

    /// Every variant of `base` in which one member stands at an edge.
    public func variants(of base: JSONValue, _ schema: SchemaView) -> [Variant] {
        variants(of: base, schema, at: JSONPointer(), depth: 0)
    }

    private func variants(of base: JSONValue, _ schema: SchemaView, at place: JSONPointer, depth: Int) -> [Variant] {
        guard !schema.isLimitedElsewhere, depth < 6 else { return [] }
        let here = values(schema).compactMap { keyword, what, value -> Variant? in
            guard let changed = base.replacing(place.tokens[...], with: value) else { return nil }
            return Variant(
                pointer: place, keyword: keyword, what: what, value: changed,
                location: schema[keyword]?.location ?? schema.location)
        }
        let below = schema.properties.flatMap { name, member -> [Variant] in
            guard member["readOnly"]?.bool != true, hasParent(base, place) else { return [] }
            return variants(of: base, member, at: place.appending(name), depth: depth + 1)
        }
        return here + below
    }

    private func hasParent(_ base: JSONValue, _ place: JSONPointer) -> Bool {
        base.at(place.tokens[...])?.objectValue != nil
    }

    /// The edges of one schema: keyword, words, value.
    public func values(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        if let words = schema.words { return words.map { ("enum", "the member \($0.jsonText)", $0) } }
        var found: [(String, String, JSONValue)] = []
        let types = schema.types
        if types.count == SchemaView.allTypes.count { return [] }
        if types.contains("null") { found.append(("type", "null", .null)) }
        if types.contains("boolean") { found += [("type", "true", true), ("type", "false", false)] }
        if types.contains("integer") || types.contains("number") { found += numbers(schema) }
        if types.contains("string") { found += texts(schema) }
        if types.contains("array") { found += arrays(schema) }
        return found
    }

    private func numbers(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        var found: [(String, String, JSONValue)] = []
        if let low = generator.bound(schema, "minimum", "exclusiveMinimum", step: 1) {
            found.append(
                (schema["minimum"] == nil ? "exclusiveMinimum" : "minimum", "the minimum \(low)", .integer(low)))
        }
        if let high = generator.bound(schema, "maximum", "exclusiveMaximum", step: -1) {
            found.append(
                (schema["maximum"] == nil ? "exclusiveMaximum" : "maximum", "the maximum \(high)", .integer(high)))
        }
        guard let step = schema.int("multipleOf") else { return found }
        return found.filter { one in one.2.intValue.map { $0 % step == 0 } ?? true }
    }

    private func texts(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        var found: [(String, String, JSONValue)] = []
        let isFree = schema["pattern"] == nil && schema["format"] == nil
        if let format = schema["format"]?.string, let sample = FormatSamples.valid[format] {
            found.append(("format", "a text of format \(format)", .string(sample)))
        }
        if schema["pattern"] != nil {
            for longest in [false, true] {
                let text = generator.text(schema, longest: longest)
                found.append(("pattern", "the \(longest ? "longest" : "shortest") text of the pattern", .string(text)))
            }
        }
        guard isFree else { return found }
        if let least = schema.int("minLength") {
            found.append(("minLength", "\(least) characters", .string(String(repeating: "m", count: least))))
        }
        if let most = schema.int("maxLength"), most <= 100_000 {
            found.append(("maxLength", "\(most) characters", .string(String(repeating: "m", count: most))))
            let emoji = String(repeating: "\u{1F600}", count: most)
            found.append(("maxLength", "\(most) characters of four bytes each", .string(emoji)))
        }
        return found + Self.unicode.filter { fits($0.1, schema) }.map { ("type", $0.0, .string($0.1)) }
    }

    /// Classes of Unicode that programs stumble over.
    public static let unicode: [(String, String)] = [
        ("accents and an umlaut", "Zoë ångström"), ("Chinese, Arabic and Hebrew", "任务 مهمة משימה"),
        ("combining marks", "e\u{301}e\u{301}"), ("an emoji of several scalars", "\u{1F468}\u{200D}\u{1F469}"),
        ("quotes, backslash and markup", "\"'\\ <b>&amp;</b> ${x} %s"), ("a line break and a tab", "a\nb\tc"),
        ("right-to-left marks", "\u{202E}abc\u{202C}"),
    ]

    private func fits(_ text: String, _ schema: SchemaView) -> Bool {
        let count = text.unicodeScalars.count
        return count >= schema.int("minLength") ?? 0 && count <= schema.int("maxLength") ?? .max
    }

    private func arrays(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        ["minItems", "maxItems"].compactMap { keyword in
            guard let count = schema.int(keyword), count <= Self.longestArray else { return nil }
            return (keyword, "\(count) elements", generator.array(schema, count: count))
        }
    }
}
