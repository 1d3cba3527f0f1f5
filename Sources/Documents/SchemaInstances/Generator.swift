public import JSON

/// Values that fit a schema, made from the schema alone.
public struct Generator: Sendable {
    public enum Size: Sendable {
        /// Only what must be there, each part as small as it may be.
        case least
        /// Everything that may be there, in ordinary size.
        case full
    }

    public init() {}

    /// Deeper schemas are cut off, since they may be endless.
    private static let depth = 12

    /// A value that fits; the caller holds it against the compiled schema.
    public func value(_ schema: SchemaView, _ size: Size, depth: Int = 0) -> JSONValue {
        if let words = schema.words, let first = words.first { return first }
        if let example = schema.example, schema.isLimitedElsewhere || schema["pattern"] != nil { return example }
        if depth < Self.depth, let branch = branch(of: schema, size) { return value(branch, size, depth: depth + 1) }
        switch schema.mainType {
        case "object": return object(schema, size, depth: depth)
        case "array": return array(schema, count: schema.int("minItems") ?? (size == .full ? 1 : 0), depth: depth)
        case "string": return .string(text(schema, longest: false))
        case "integer": return .integer(integer(schema))
        case "number": return number(schema)
        case "boolean": return true
        default: return .null
        }
    }

    private func branch(of schema: SchemaView, _ size: Size) -> SchemaView? {
        let branches = schema.branches
        guard schema["properties"] == nil else { return nil }
        return size == .least ? branches.first { $0.types == ["null"] } ?? branches.first : branches.first
    }

    private func object(_ schema: SchemaView, _ size: Size, depth: Int) -> JSONValue {
        let required = Set(schema.required)
        var object = JSONObject()
        guard depth < Self.depth else { return .object(object) }
        for (name, member) in schema.properties {
            let isWanted = required.contains(name) || (size == .full && !member.isLimitedElsewhere)
            guard isWanted, member["readOnly"]?.bool != true else { continue }
            // A member that may hold itself ends where it need not be there.
            if depth + 1 >= Self.depth, !required.contains(name), member.mainType == "object" { continue }
            object[name] = value(member, size, depth: depth + 1)
        }
        return .object(object)
    }

    /// So many elements; different ones where they must differ and can.
    public func array(_ schema: SchemaView, count: Int, depth: Int = 0) -> JSONValue {
        guard let items = schema.items, depth < Self.depth else {
            return .array((0..<count).map { .integer($0) })
        }
        let first = value(items, .full, depth: depth + 1)
        let isUnique = schema["uniqueItems"]?.bool == true
        return .array((0..<count).map { isUnique ? varied(first, items, $0) : first })
    }

    private func varied(_ value: JSONValue, _ schema: SchemaView, _ index: Int) -> JSONValue {
        if let words = schema.words, index < words.count { return words[index] }
        switch value {
        case .integer(let number): return .integer(number + index)
        case .string(let text) where schema["pattern"] == nil && schema["format"] == nil:
            return .string(text + String(index))
        default: return value
        }
    }

    /// A text of the least or the greatest length, matching pattern and format where it can.
    public func text(_ schema: SchemaView, longest: Bool) -> String {
        if let format = schema["format"]?.string, let sample = FormatSamples.valid[format] { return sample }
        if let pattern = schema["pattern"]?.string,
            let sample = PatternSampler.sample(pattern, longest: longest, limit: schema.int("maxLength") ?? 4_096)
        {
            let missing = (schema.int("minLength") ?? 0) - sample.unicodeScalars.count
            return missing > 0 ? sample + String(repeating: "a", count: missing) : sample
        }
        let least = max(schema.int("minLength") ?? 0, 1)
        let most = schema.int("maxLength")
        return String(repeating: "a", count: longest ? most ?? max(least, 1_000) : min(least, most ?? least))
    }

    /// The least integer that fits, or a small one.
    public func integer(_ schema: SchemaView) -> Int {
        let low = bound(schema, "minimum", "exclusiveMinimum", step: 1)
        let high = bound(schema, "maximum", "exclusiveMaximum", step: -1)
        let step = schema.int("multipleOf") ?? 1
        let start = low ?? min(high ?? 1, 1)
        guard step > 1 else { return start }
        let rounded = start - ((start % step) + step) % step
        return rounded < start ? rounded + step : rounded
    }

    private func number(_ schema: SchemaView) -> JSONValue {
        if let low = schema["minimum"]?.double { return .double(low) }
        if let low = schema["exclusiveMinimum"]?.double { return .double(low + 0.5) }
        if let high = schema["maximum"]?.double { return .double(min(high, 1)) }
        return 0.5
    }

    public func bound(_ schema: SchemaView, _ closed: String, _ open: String, step: Int) -> Int? {
        schema.int(closed) ?? schema.int(open).map { $0 + step }
    }
}
