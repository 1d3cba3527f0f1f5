/// One declared response of an operation.
public struct Response: Sendable {
    /// The exact status; nil for `default` and for a range.
    public var status: Int?
    /// The statuses of a range such as 4XX; nil for the others.
    public var range: ClosedRange<Int>?
    /// In the order of the document; empty for a response without a body.
    public var content: [MediaType]
    /// Names of the declared headers.
    public var headers: [String]
    /// Those of `headers` that every such response carries.
    public var requiredHeaders: [String]
    public var description: String

    /// Whether this is the response for every status that no other response declares.
    public var isDefault: Bool { status == nil && range == nil }
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
        } else if text.count == 3, text.hasSuffix("XX"), let hundreds = text.first?.wholeNumberValue,
            (1...5).contains(hundreds)
        {
            self = .range(hundreds * 100...hundreds * 100 + 99)
        } else {
            return nil
        }
    }
}
