/// How one member of a form is written (OpenAPI 3.1.1, section 4.8.15).
public struct FieldEncoding: Sendable {
    /// `contentType`: those that are allowed; empty where the document does not say.
    public var contentTypes: [MediaRange]
    /// `style`; nil where the document says neither style nor explode nor allowReserved.
    public var style: String?
    /// `explode`, its default for the style filled in.
    public var explode: Bool
    /// `allowReserved`.
    public var allowReserved: Bool
    /// Headers that each part must have.
    public var requiredHeaders: [String]
}
