public import JSON
public import JSONSchema

/// One declared response of an operation.
public struct Response: Sendable {
    /// The exact status; nil for `default` and for a range.
    public var status: Int?
    /// The statuses of a range such as 4XX; nil for the others.
    public var range: ClosedRange<Int>?
    /// In the order of the document; empty for a response without a body.
    public var content: [MediaType]
    /// The declared headers, in the order of the document.
    public var headers: [ResponseHeader]
    /// Names of those that every such response carries.
    public var requiredHeaders: [String]
    public var description: String

    /// Whether this is the response for every status that no other response declares.
    public var isDefault: Bool { status == nil && range == nil }
}

/// A header of a response (OpenAPI 3.1.1, section 4.8.21); always in the style "simple".
public struct ResponseHeader: Sendable {
    /// As the document writes it; header names have no case.
    public var name: String
    public var required: Bool
    public var explode: Bool
    /// Nil: any value, unless `content` says otherwise.
    public var schema: CompiledSchema?
    /// The one media type that its value is written in; nil for a header with a schema.
    public var content: MediaType?
    /// Those of `example` and `examples`.
    public var examples: [Example]
    public var location: SourceLocation?
}

/// The key of a response in the document: "200", "4XX" or "default".
enum StatusKey: Equatable {
    case exact(Int)
    case range(ClosedRange<Int>)
    case rest

    init?(_ text: String) {
        if text == "default" {
            self = .rest
        } else if let status = Int(text), text.count == 3, (100...599).contains(status) {
            self = .exact(status)
        } else if text.count == 3, text.hasSuffix("XX") || text.hasSuffix("xx"),
            let hundreds = text.first?.wholeNumberValue,
            (1...5).contains(hundreds)
        {
            self = .range(hundreds * 100...hundreds * 100 + 99)
        } else {
            return nil
        }
    }
}
