/// The body an operation reads.
public struct RequestBody: Sendable {
    public var required: Bool
    /// In the order of the document.
    public var content: [MediaType]
}
