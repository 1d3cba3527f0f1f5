public import JSON

/// What a handler answers when all went well.
public struct Answer: Sendable {
    public var status: Int
    /// Nil for an answer without content.
    public var body: JSONValue?
    public var headers: [(String, String)]
    /// In place of `body`: the negotiated media type, made while it is sent.
    public var stream: AnswerStream?

    public init(_ status: Int = 200, _ body: JSONValue? = nil, headers: [(String, String)] = []) {
        self.status = status
        self.body = body
        self.headers = headers
    }

    /// An answer whose body is made while it is sent; the deadline of its operation is for the start of it.
    public init(_ status: Int = 200, stream: AnswerStream, headers: [(String, String)] = []) {
        self.init(status, headers: headers)
        self.stream = stream
    }
}

/// How a handler answers: at once, or after work that suspends.
public enum Handling: Sendable {
    case answer(Answer)
    /// Throws a `Refusal` to refuse.
    case later(@Sendable () async throws -> Answer)
}

/// Serves one operation; the call it gets is authenticated, authorised, within its limits and valid.
///
/// Throws a `Refusal` to refuse; any other error is answered as INTERNAL_ERROR.
public typealias Handler = @Sendable (Call) throws -> Handling
