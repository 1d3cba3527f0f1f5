/// A whole reply, ready to be written.
///
/// The reply to HEAD holds the body of the GET, so that whoever writes it knows its length; it must not be sent.
public struct Reply: Sendable {
    public var status: Int
    public var headers: HeaderFields
    public var body: [UInt8]
    /// Makes the body while it is sent, in place of `body`.
    public var stream: AnswerStream?
    /// What the request turned out to be, for whoever keeps a log.
    public var subject = Subject()

    public init(
        status: Int, headers: HeaderFields = HeaderFields(), body: [UInt8] = [], stream: AnswerStream? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.stream = stream
    }

    /// The request that was answered, as far as it got.
    public struct Subject: Sendable, Equatable {
        /// The operation's id; nil if none matched.
        public var operation: String?
        /// The path as the specification writes it, so that it says nothing the caller has put into it.
        public var path: String?
        public var caller: String?

        public init(operation: String? = nil, path: String? = nil, caller: String? = nil) {
            self.operation = operation
            self.path = path
            self.caller = caller
        }
    }
}

/// What became of a request: most are answered at once, without a suspension.
public enum Outcome: Sendable {
    case reply(Reply)
    case later(@Sendable () async -> Reply)
}

extension Outcome {
    /// The same, with what is known of the request.
    func about(_ change: @escaping @Sendable (inout Reply.Subject) -> Void) -> Outcome {
        switch self {
        case .reply(var reply):
            change(&reply.subject)
            return .reply(reply)
        case .later(let work):
            return .later {
                var reply = await work()
                change(&reply.subject)
                return reply
            }
        }
    }
}
