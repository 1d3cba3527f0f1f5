public import JSONSchema

/// A request refused: a code of the error catalogue, and nothing the catalogue says already.
public struct Refusal: Error, Sendable {
    public var code: String
    /// What fills the names in braces of the catalogue's sentence.
    public var arguments: [String: String]
    public var faults: [Fault]
    public var headers: [(String, String)]
    /// Changes that would make the body valid.
    public var repair: Repair?
    /// What of the request's head should be otherwise.
    public var suggestion: RequestSuggestion?

    public init(
        _ code: String, _ arguments: [String: String] = [:], faults: [Fault] = [],
        headers: [(String, String)] = []
    ) {
        self.code = code
        self.arguments = arguments
        self.faults = faults
        self.headers = headers
    }
}

extension Refusal {
    /// The request breaks the contract in these ways.
    static func invalid(_ faults: [Fault]) -> Refusal { Refusal("VALIDATION_ERROR", faults: faults) }

    /// The server broke its own promise; why is in the log and nowhere else.
    static let internalError = Refusal("INTERNAL_ERROR")
}
