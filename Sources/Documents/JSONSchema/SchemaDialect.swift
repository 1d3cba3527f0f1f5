/// What the keywords of a schema mean where the schema does not say so itself.
///
/// A resource with `$schema` has the dialect it names there, whatever was asked for.
public enum SchemaDialect: Sendable, Hashable {
    /// JSON Schema 2020-12 with the keywords of OpenAPI 3.1: section 4.8.24.
    case openAPI31
    /// JSON Schema 2020-12.
    case draft202012
    /// JSON Schema draft-07: `definitions`, `dependencies`, lists under `items`; keywords beside `$ref` are ignored.
    case draft7
    /// The Schema Object of OpenAPI 3.0, section 4.7.24: `nullable`, bounds made exclusive by a flag, keywords beside
    /// `$ref` are ignored.
    case openAPI30
}
