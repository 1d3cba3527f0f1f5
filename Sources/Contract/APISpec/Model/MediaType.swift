public import JSONSchema

/// One representation of a body.
public struct MediaType: Sendable {
    /// Lower case, such as "application/json" or "application/json;stream=watch"; may be a range such as "text/*".
    public var name: String
    /// Nil: any content.
    public var schema: CompiledSchema?
    /// Those of `example` and `examples`, in the order of the document; not those of the schema.
    public var examples: [Example] = []
    /// `name` taken apart; nil for a name that is no media type.
    public let range: MediaRange?
    /// For a form, what its fields must become; nil for everything else.
    public var shape: ValueShape?
    /// `encoding`: how single members of a form are written.
    public var encodings: [String: FieldEncoding] = [:]

    init(name: String, schema: CompiledSchema?, examples: [Example] = []) {
        range = MediaRange(name)
        self.name = range?.name ?? name.lowercased()
        self.schema = schema
        self.examples = examples
    }

    /// Whether members are sent as fields: application/x-www-form-urlencoded or multipart/form-data.
    public var isForm: Bool { range?.isForm ?? false }
}

extension MediaRange {
    /// application/x-www-form-urlencoded (URL Standard section 5).
    public var isURLEncodedForm: Bool { type == "application" && subtype == "x-www-form-urlencoded" }

    /// multipart/form-data (RFC 7578).
    public var isMultipartForm: Bool { type == "multipart" && subtype == "form-data" }

    var isForm: Bool { isURLEncodedForm || isMultipartForm }
}

extension Response {
    /// The declared content that a media type belongs to, the narrowest first.
    public func content(for media: MediaRange) -> MediaType? { content.narrowest(for: media) }
}

extension [MediaType] {
    /// The narrowest that a media type belongs to; of two equally narrow ones the first.
    public func narrowest(for media: MediaRange) -> MediaType? {
        var best: MediaType?
        for type in self where type.range?.contains(media) == true {
            if let known = best?.range, let range = type.range, range.precision <= known.precision { continue }
            best = type
        }
        return best
    }
}
