import JSON

/// A value that a schema asks for, and where in it something was made up.
struct Placeholder {
    var value: JSONValue
    /// Ways from the value to what was made up; `[[]]` if it is the value itself.
    var holes: [[String]]
    /// Whether it is an example of the schema's author.
    var isSample = false

    /// What the schema itself says: a default, the only value.
    static func given(_ value: JSONValue) -> Placeholder { Placeholder(value: value, holes: []) }

    static func made(_ value: JSONValue) -> Placeholder { Placeholder(value: value, holes: [[]]) }
}

/// Makes the least value that should fit; whoever asks for it holds it against the compiled schema.
struct PlaceholderMaker {
    private let documents: DocumentSet
    private let direction: CompiledSchema.Direction
    /// Whether members that need not be there are made too, down to the second level.
    private let isFull: Bool
    /// Nesting at most: schemas may be endless.
    private static let depth = 8

    init(_ documents: DocumentSet, _ direction: CompiledSchema.Direction, isFull: Bool = false) {
        self.documents = documents
        self.direction = direction
        self.isFull = isFull
    }

    /// Nil where the schemas contradict each other, or go too deep.
    func placeholder(_ parts: SchemaParts, depth: Int = 0) -> Placeholder? {
        if let given = given(parts) { return given }
        guard depth < Self.depth else { return nil }
        switch kind(of: parts) {
        case "object": return object(parts, depth)
        case "array": return array(parts, depth)
        case "string": return text(parts).map { .made(.string($0)) }
        case "integer": return number(parts, isWhole: true).map { .made($0) }
        case "number": return number(parts, isWhole: false).map { .made($0) }
        case "boolean": return .made(false)
        case "null": return .given(.null)
        default: return nil
        }
    }

    private func given(_ parts: SchemaParts) -> Placeholder? {
        if let constant = parts.values(of: "const").first { return .given(JSONValue(constant)) }
        if let value = parts.values(of: "default").first, !value.isNull { return .given(JSONValue(value)) }
        if let words = parts.values(of: "enum").first {
            let telling = words.elements.filter { !$0.isNull }.map { JSONValue($0) }
            let first = telling.first ?? .null
            return telling.count == 1 ? .given(first) : .made(first)
        }
        guard let sample = (parts.values(of: "example") + parts.values(of: "examples").compactMap { $0[0] }).first,
            parts.types().isEmpty || parts.types().contains(where: { JSONValue(sample).isOf(type: $0) })
        else { return nil }
        return Placeholder(value: JSONValue(sample), holes: [[]], isSample: true)
    }

    /// The type that all schemas let in, the most telling first.
    private func kind(of parts: SchemaParts) -> String? {
        let lists = parts.values(of: "type").map { type in
            type.string.map { [$0] } ?? type.elements.compactMap(\.string)
        }
        guard let first = lists.first else { return implied(by: parts) }
        let common = first.filter { name in
            lists.allSatisfy { $0.contains(name) || name == "integer" && $0.contains("number") }
        }
        let order = ["object", "array", "string", "integer", "number", "boolean", "null"]
        if lists.contains(["integer"]) { return "integer" }
        return order.first(where: common.contains)
    }

    private func implied(by parts: SchemaParts) -> String {
        let keywords = Set(parts.nodes.flatMap { $0.members.compactMap(\.key.string) })
        if !keywords.isDisjoint(with: ["properties", "required", "additionalProperties"]) { return "object" }
        if !keywords.isDisjoint(with: ["items", "prefixItems", "minItems"]) { return "array" }
        if !keywords.isDisjoint(with: ["minimum", "maximum", "multipleOf"]) { return "number" }
        return "string"
    }

    private func object(_ parts: SchemaParts, _ depth: Int) -> Placeholder? {
        var object = JSONObject()
        var holes: [[String]] = []
        var names = parts.requiredNames()
        let least = parts.values(of: "minProperties").compactMap(\.int).max() ?? 0
        let optional = parts.memberNames.filter { !names.contains($0) }
        names += isFull && depth < 2 ? optional.prefix(24) : optional.prefix(max(0, least - names.count))
        if names.count < least { names += (names.count..<min(least, 16)).map { "key\($0 + 1)" } }
        for name in names {
            let below = parts.child(name, isElement: false, choice: .branch(0))
            if isClosed(below) { continue }
            if let tag = parts.tags.first(where: { $0.member == name }) {
                object[name] = .string(tag.name)
                continue
            }
            guard let made = placeholder(below, depth: depth + 1) else { return nil }
            object[name] = made.value
            holes += made.holes.map { [name] + $0 }
        }
        return Placeholder(value: .object(object), holes: object.isEmpty ? [[]] : holes)
    }

    /// Whether the member must stay away in this direction.
    private func isClosed(_ parts: SchemaParts) -> Bool {
        let keyword = direction == .request ? "readOnly" : "writeOnly"
        return direction != .none && parts.values(of: keyword).contains { $0.bool == true }
    }

    private func array(_ parts: SchemaParts, _ depth: Int) -> Placeholder? {
        let least = parts.values(of: "minItems").compactMap(\.int).max() ?? 0
        guard least > 0 else { return .made([]) }
        guard least <= 16 else { return nil }
        let isUnique = parts.values(of: "uniqueItems").contains { $0.bool == true }
        var elements: [JSONValue] = []
        var holes: [[String]] = []
        for index in 0..<least {
            let below = parts.child(String(index), isElement: true, choice: .branch(0))
            guard let made = placeholder(below, depth: depth + 1) else { return nil }
            let value = isUnique ? made.value.varied(index, among: below.words().map { JSONValue($0) }) : made.value
            elements.append(value)
            holes += (made.holes.isEmpty ? [[]] : made.holes).map { [String(index)] + $0 }
        }
        return Placeholder(value: .array(elements), holes: holes)
    }

    private func text(_ parts: SchemaParts) -> String? {
        let least = parts.values(of: "minLength").compactMap(\.int).max() ?? 0
        let most = parts.values(of: "maxLength").compactMap(\.int).min() ?? .max
        guard least <= most, least <= 4_096 else { return nil }
        if let pattern = parts.values(of: "pattern").first?.string {
            return PatternSampler.sample(pattern, length: least)
        }
        let formats = parts.values(of: "format").compactMap(\.string)
        if let sample = formats.compactMap({ FormatSample.texts[$0] }).first { return sample }
        let word = "REPLACE_ME"
        let repeated = String(repeating: word, count: least / word.utf8.count + 1)
        return String(repeated.prefix(min(most, max(least, word.utf8.count))))
    }

    private func number(_ parts: SchemaParts, isWhole: Bool) -> JSONValue? {
        var low = parts.values(of: "minimum").compactMap(\.double).max()
        var high = parts.values(of: "maximum").compactMap(\.double).min()
        let step = parts.values(of: "multipleOf").compactMap(\.double).max() ?? (isWhole ? 1 : 0)
        let gap = step > 0 ? step : 0.5
        if let bound = parts.values(of: "exclusiveMinimum").first {
            low = (bound.double ?? low).map { $0 + gap }
        }
        if let bound = parts.values(of: "exclusiveMaximum").first {
            high = (bound.double ?? high).map { $0 - gap }
        }
        var value = low ?? min(high ?? 1, 1)
        if step > 0 { value = (value / step).rounded(.up) * step }
        guard value <= high ?? .infinity else { return nil }
        if let whole = Int(exactly: value) { return .integer(whole) }
        guard !isWhole else { return nil }
        return .double(value)
    }
}

extension JSONValue {
    /// Another value for each index, where elements must differ.
    fileprivate func varied(_ index: Int, among words: [JSONValue]) -> JSONValue {
        if words.indices.contains(index) { return words[index] }
        switch self {
        case .integer(let number): return .integer(number + index)
        case .string(let text) where index > 0: return .string(text + String(index + 1))
        default: return self
        }
    }
}

/// Texts that stand in for a value of a format.
enum FormatSample {
    static let texts: [String: String] = [
        "date-time": "2000-01-01T00:00:00Z", "date": "2000-01-01", "time": "00:00:00Z", "duration": "PT1S",
        "email": "replace.me@example.com", "idn-email": "replace.me@example.com", "hostname": "example.com",
        "idn-hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1", "uri": "https://example.com/",
        "url": "https://example.com/", "iri": "https://example.com/", "uri-reference": "/replace-me",
        "iri-reference": "/replace-me", "uri-template": "/replace-me", "uuid": "00000000-0000-4000-8000-000000000000",
        "json-pointer": "/replace-me", "relative-json-pointer": "0", "regex": ".*", "byte": "UkVQTEFDRV9NRQ==",
    ]
}
