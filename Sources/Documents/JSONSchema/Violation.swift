public import JSON

/// One way in which a value breaks its schema.
public struct Violation: Sendable, Equatable {
    /// The place in the value that was checked.
    public var instance: JSONPointer
    /// The keyword that was broken, such as "maximum".
    public var keyword: String
    /// What is wanted and what was there, in one clause: "must be at most 10, was 11".
    public var message: String
    private let origin: Origin

    /// Where the keyword stands; nil if the schema came from no file.
    ///
    /// Worked out when it is asked for: counting lines and columns takes time.
    public var schema: SourceLocation? {
        switch origin {
        case .place(let location): location
        case .rule(let node): node.location
        }
    }

    private enum Origin: Sendable {
        case place(SourceLocation?)
        case rule(Node)
    }

    public init(instance: JSONPointer, keyword: String, message: String, schema: SourceLocation? = nil) {
        self.instance = instance
        self.keyword = keyword
        self.message = message
        origin = .place(schema)
    }

    /// - Parameter rule: the keyword in the source.
    init(instance: JSONPointer, keyword: String, message: String, rule: Node) {
        self.instance = instance
        self.keyword = keyword
        self.message = message
        origin = .rule(rule)
    }

    public static func == (left: Violation, right: Violation) -> Bool {
        left.instance == right.instance && left.keyword == right.keyword && left.message == right.message
            && left.schema == right.schema
    }
}

extension Violation {
    /// The keyword in the source; nil for a violation that was made without one.
    var rule: Node? {
        if case .rule(let node) = origin { node } else { nil }
    }

    /// A fault of the value as a whole that no keyword accounts for.
    static func unexplained(_ message: String) -> Violation {
        Violation(instance: JSONPointer(), keyword: "schema", message: message)
    }
}
