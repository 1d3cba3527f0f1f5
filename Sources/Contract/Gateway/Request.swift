/// A whole request as the transport read it, nothing decoded yet.
public struct Request: Sendable {
    public var method: String
    /// Still percent-encoded, without the query.
    public var path: String
    /// What stands after "?", still percent-encoded.
    public var query: String?
    public var headers: HeaderFields
    public var body: [UInt8]
    /// The caller's address without its port.
    public var peer: String
    /// Finds this request in the log; given back as X-Request-ID.
    public var id: String
    /// The trace this request belongs to, seen from this server.
    public var trace: TraceContext?

    public init(
        method: String, path: String, query: String? = nil, headers: HeaderFields = HeaderFields(),
        body: [UInt8] = [], peer: String = "", id: String = "", trace: TraceContext? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.peer = peer
        self.id = id
        self.trace = trace
    }
}
