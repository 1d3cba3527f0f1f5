public import APISpec
public import Access
public import JSON

/// A request that keeps to the contract, as its handler gets it.
public struct Call: Sendable {
    public var operation: Operation
    /// Nil where the operation needs no token.
    public var caller: Caller?
    public var parameters: Parameters
    /// The body, valid by its schema; nil where there is none.
    public var body: Node?
    /// What the caller wants to read, among what the operation declares; nil where its answers have no content.
    public var mediaType: String?
    public var requestID: String
    /// Nil where the request came without a transport.
    public var trace: TraceContext?
    /// The caller's address without its port.
    public var peer: String
    /// The fields of the request.
    public var headers: HeaderFields

    public init(
        operation: Operation, caller: Caller? = nil, parameters: Parameters = Parameters(), body: Node? = nil,
        mediaType: String? = nil, requestID: String = "", trace: TraceContext? = nil, peer: String = "",
        headers: HeaderFields = HeaderFields()
    ) {
        self.operation = operation
        self.caller = caller
        self.parameters = parameters
        self.body = body
        self.mediaType = mediaType
        self.requestID = requestID
        self.trace = trace
        self.peer = peer
        self.headers = headers
    }
}
