public import JSON
public import JSONSchema

/// Values that fit a schema, made from the schema alone.
///
/// The same schema and seed give the same value. Each part of a value is held against its own schema as soon as it is
/// made, so that a choice that leads nowhere is taken back where it was made.
public struct Generator: Sendable {
    public enum Size: Sendable {
        /// Only what must be there, each part as small as it may be.
        case least
        /// Everything that may be there, in ordinary size.
        case full
    }

    /// Which way the values travel: what is read-only is not sent, what is write-only is not answered.
    public var direction: CompiledSchema.Direction
    /// Whether what the schemas show as `example`, `examples` and `default` is taken where it fits.
    public var usesExamples: Bool
    /// Nil: the plainest values, always the same.
    public var seed: UInt64?

    public init(direction: CompiledSchema.Direction = .request, usesExamples: Bool = false, seed: UInt64? = nil) {
        self.direction = direction
        self.usesExamples = usesExamples
        self.seed = seed
    }

    /// A value that fits; where none is found, the nearest one.
    public func value(_ schema: SchemaView, _ size: Size) -> JSONValue {
        var making = Making(self)
        return making.value(schema, size).value
    }

    /// A value that fits; nil where none is found.
    public func fitting(_ schema: SchemaView, _ size: Size = .full) -> JSONValue? {
        var making = Making(self)
        let made = making.value(schema, size)
        if made.fits { return made.value }
        var smaller = Making(self)
        let least = smaller.value(schema, .least)
        // Not with "?:", where nil would be the value null.
        guard least.fits else { return nil }
        return least.value
    }

    /// So many elements; different ones where they must differ and can.
    public func array(_ schema: SchemaView, count: Int) -> JSONValue {
        var making = Making(self)
        return .array(making.elements(of: schema, count: count, .full))
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

    func bound(_ schema: SchemaView, _ closed: String, _ open: String, step: Int) -> Int? {
        let bound = schema.int(closed)
        return schema.int(open).map { $0 + step } ?? bound.map { schema[open]?.bool == true ? $0 + step : $0 }
    }
}
