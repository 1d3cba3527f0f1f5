public import JSONSchema

/// One representation of a body.
public struct MediaType: Sendable {
    /// Lower case and without parameters, such as "application/json"; may be a range such as "text/*".
    public var name: String
    /// Nil: any content.
    public var schema: CompiledSchema?
    /// Those of `example` and `examples`, in the order of the document; not those of the schema.
    public var examples: [Example] = []
}
