/// Something an operator should know about; none of it ever reaches a caller.
public struct GatewayEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, Equatable {
        /// An answer broke the contract and was withheld.
        case contractBreach = "contract-breach"
        /// A handler failed with an error that is no refusal.
        case handlerFailure = "handler-failure"
        /// An answer was not ready in time.
        case deadlineExceeded = "deadline-exceeded"
    }

    public var kind: Kind
    /// The operation's id.
    public var operation: String?
    public var requestID: String
    /// One sentence: for a breach, the place in the answer, the keyword and the line of the specification.
    public var detail: String

    public init(_ kind: Kind, operation: String?, requestID: String, detail: String) {
        self.kind = kind
        self.operation = operation
        self.requestID = requestID
        self.detail = detail
    }
}
