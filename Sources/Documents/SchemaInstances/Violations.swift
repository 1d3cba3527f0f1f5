public import JSON

/// Values that break exactly one keyword of a schema.
public struct Violations: Sendable {
    private let generator = Generator()

    public init() {}

    /// The keywords this can break; the others are reported as not tried.
    public static let keywords: Set<String> = [
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems", "required",
        "additionalProperties", "unevaluatedProperties", "minProperties", "maxProperties",
    ]

    /// The keywords that judge nothing by themselves, or are broken through what they lead to.
    public static let structure: Set<String> = [
        "$ref", "$defs", "$comment", "allOf", "properties", "items", "description", "title", "default", "example",
        "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "discriminator",
    ]

    /// Every variant of `base` that breaks one keyword somewhere.
    public func variants(of base: JSONValue, _ schema: SchemaView) -> [Variant] {
        variants(of: base, schema, at: JSONPointer(), depth: 0)
    }

    private func variants(of base: JSONValue, _ schema: SchemaView, at place: JSONPointer, depth: Int) -> [Variant] {
        guard depth < 8 else { return [] }
        var found = values(schema, was: base.at(place.tokens[...])).compactMap { keyword, what, value -> Variant? in
            guard let changed = base.replacing(place.tokens[...], with: value) else { return nil }
            return variant(keyword, what, changed, schema, place)
        }
        if case .object(let object)? = base.at(place.tokens[...]) {
            found += members(of: object, base, schema, at: place)
            for (name, member) in schema.properties where member["readOnly"]?.bool != true {
                found += variants(of: base, member, at: place.appending(name), depth: depth + 1)
            }
        }
        if case .array(let elements)? = base.at(place.tokens[...]), !elements.isEmpty, let items = schema.items {
            found += variants(of: base, items, at: place.appending(0), depth: depth + 1)
        }
        return found
    }

    private func variant(
        _ keyword: String, _ what: String, _ value: JSONValue, _ schema: SchemaView, _ place: JSONPointer
    ) -> Variant {
        Variant(
            pointer: place, keyword: keyword, what: what, value: value,
            location: schema[keyword]?.location ?? schema.location)
    }

    /// Members taken away, and one too many.
    private func members(
        of object: JSONObject, _ base: JSONValue, _ schema: SchemaView, at place: JSONPointer
    ) -> [Variant] {
        var found = schema.required.filter { object[$0] != nil }.compactMap { name -> Variant? in
            guard let changed = base.replacing(place.appending(name).tokens[...], with: nil) else { return nil }
            return variant("required", "without \"\(name)\"", changed, schema, place)
        }
        if schema.isClosed,
            let changed = base.replacing(place.appending("zz_not_declared").tokens[...], with: .string("x"))
        {
            let keyword = schema["additionalProperties"] == nil ? "unevaluatedProperties" : "additionalProperties"
            found.append(variant(keyword, "with the member \"zz_not_declared\"", changed, schema, place))
        }
        return found
    }

    /// The values that break one keyword of one schema: keyword, words, value.
    public func values(_ schema: SchemaView, was old: JSONValue?) -> [(String, String, JSONValue)] {
        wrongTypes(schema) + wrongWords(schema) + wrongNumbers(schema) + wrongTexts(schema) + wrongArrays(schema, old)
    }

    private func wrongTypes(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        let types = Set(schema.types)
        guard types.count < SchemaView.allTypes.count else { return [] }
        let samples: [(String, JSONValue)] = [
            ("null", .null), ("boolean", true), ("integer", 1), ("number", 1.5), ("string", "1"), ("array", []),
            ("object", [:]),
        ]
        return samples.compactMap { type, sample in
            if types.contains(type) || (type == "integer" && types.contains("number")) { return nil }
            return ("type", "\(sample.jsonText) instead of \(schema.types.joined(separator: " or "))", sample)
        }
    }

    private func wrongWords(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        guard let words = schema.words, words.contains(where: { $0.stringValue != nil }) else { return [] }
        let keyword = schema["const"] == nil ? "enum" : "const"
        var found: [(String, String, JSONValue)] = [(keyword, "a word that is not listed", "zz_not_listed")]
        if let first = words.compactMap(\.stringValue).first, first.uppercased() != first {
            found.append((keyword, "a listed word in capitals", .string(first.uppercased())))
        }
        return found
    }

    private func wrongNumbers(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        guard schema.types.contains("integer") || schema.types.contains("number") else { return [] }
        let rows: [(String, Int)] = [
            ("minimum", -1), ("maximum", 1), ("exclusiveMinimum", 0), ("exclusiveMaximum", 0),
        ]
        var found = rows.compactMap { keyword, step -> (String, String, JSONValue)? in
            guard let bound = schema[keyword] else { return nil }
            if let whole = bound.int {
                return (keyword, "\(whole + step), \(keyword) is \(whole)", .integer(whole + step))
            }
            return bound.double.map {
                (keyword, "\($0 + Double(step)), \(keyword) is \($0)", .double($0 + Double(step)))
            }
        }
        if let step = schema["multipleOf"]?.double {
            found.append(("multipleOf", "no multiple of \(step)", .double(step / 2)))
        }
        return found
    }

    private func wrongTexts(_ schema: SchemaView) -> [(String, String, JSONValue)] {
        guard schema.types.contains("string") else { return [] }
        var found: [(String, String, JSONValue)] = []
        let filler = { (count: Int) in String(repeating: "m", count: count) }
        if let least = schema.int("minLength"), least > 0 {
            found.append(("minLength", "\(least - 1) characters, minLength is \(least)", .string(filler(least - 1))))
        }
        if let most = schema.int("maxLength"), most < 500_000 {
            found.append(("maxLength", "\(most + 1) characters, maxLength is \(most)", .string(filler(most + 1))))
        }
        if schema["pattern"] != nil {
            let good = generator.text(schema, longest: false)
            let long = generator.text(schema, longest: true)
            for (what, text) in [
                ("a text in capitals", good.uppercased()), ("a space at the end", good + " "),
                ("the longest text and one character more", long + String(long.last ?? "a")), ("no text", ""),
            ] {
                found.append(("pattern", "\(what), \"\(text.prefix(40))\"", .string(text)))
            }
        }
        if let format = schema["format"]?.string, let text = FormatSamples.invalid[format] {
            found.append(("format", "\"\(text)\", format is \(format)", .string(text)))
        }
        return found
    }

    private func wrongArrays(_ schema: SchemaView, _ old: JSONValue?) -> [(String, String, JSONValue)] {
        guard schema.types.contains("array") else { return [] }
        var found: [(String, String, JSONValue)] = []
        if let least = schema.int("minItems"), least > 0 {
            found.append(("minItems", "\(least - 1) elements", generator.array(schema, count: least - 1)))
        }
        if let most = schema.int("maxItems"), most < 2_000 {
            found.append(("maxItems", "\(most + 1) elements", generator.array(schema, count: most + 1)))
        }
        if schema["uniqueItems"]?.bool == true {
            let one = old?[0] ?? generator.array(schema, count: 1)[0] ?? 1
            found.append(("uniqueItems", "one element twice", [one, one]))
        }
        return found
    }
}
