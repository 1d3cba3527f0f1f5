public import JSON

/// One way in which a value breaks its schema.
public struct Violation: Sendable, Equatable {
    /// The place in the value that was checked.
    public var instance: JSONPointer
    /// The keyword that was broken, such as "maximum".
    public var keyword: String
    /// What is wanted and what was there, in one clause: "must be at most 10, was 11".
    public var message: String
    /// Where the keyword stands; nil if the schema came from no file.
    public var schema: SourceLocation?

    public init(instance: JSONPointer, keyword: String, message: String, schema: SourceLocation? = nil) {
        self.instance = instance
        self.keyword = keyword
        self.message = message
        self.schema = schema
    }
}

extension Violation {
    /// A fault of the value as a whole that no keyword accounts for.
    static func unexplained(_ message: String) -> Violation {
        Violation(instance: JSONPointer(), keyword: "schema", message: message)
    }
}
