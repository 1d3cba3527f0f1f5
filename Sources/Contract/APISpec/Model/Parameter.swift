public import JSON
public import JSONSchema

/// A parameter of an operation, and how its value is written in the request (OpenAPI 3.1.1, section 4.8.12).
public struct Parameter: Sendable {
    public enum Place: String, Sendable, CaseIterable {
        case path, query, header, cookie
    }

    public var name: String
    /// `in`.
    public var place: Place
    public var required: Bool
    /// `style`, its default for the place filled in.
    public var style: String
    /// `explode`, its default for the style filled in.
    public var explode: Bool
    public var schema: CompiledSchema
    /// What its text must become.
    public var shape = ValueShape.anything
    /// The media type of `content`, which stands in place of a style; nil where there is a style.
    public var media: MediaRange?
    /// `allowReserved`: reserved characters may stand unencoded, "+" among them.
    public var allowReserved = false
    /// `allowEmptyValue`: it may be given without a value.
    public var allowEmptyValue = false
    public var location: SourceLocation?
}

extension Parameter.Place {
    /// The styles OpenAPI allows here, the default first.
    var styles: [String] {
        switch self {
        case .path: ["simple", "label", "matrix"]
        case .query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"]
        case .header: ["simple"]
        case .cookie: ["form"]
        }
    }
}
