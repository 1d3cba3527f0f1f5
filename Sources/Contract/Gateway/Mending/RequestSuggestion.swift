public import JSON

/// What of a request's head should be otherwise: only the parts that should change.
public struct RequestSuggestion: Sendable, Equatable {
    public var method: String?
    /// Percent-encoded, without the query.
    public var path: String?
    /// The whole query as it should be, percent-encoded, without "?".
    public var query: String?
    /// Header fields to send in place of those of the same name.
    public var headers: [String: String]

    public init(method: String? = nil, path: String? = nil, query: String? = nil, headers: [String: String] = [:]) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    public var isEmpty: Bool { self == RequestSuggestion() }

    /// The member `suggestion` of an error body.
    public var json: JSONValue {
        var object = JSONObject()
        if let method { object["method"] = .string(method) }
        if let path { object["path"] = .string(path) }
        if let query { object["query"] = .string(query) }
        if !headers.isEmpty {
            object["headers"] = .object(
                JSONObject(headers.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        }
        return .object(object)
    }

    /// The request with the suggestion taken up.
    public func applied(to request: Request) -> Request {
        var request = request
        if let method { request.method = method }
        if let path { request.path = path }
        if let query { request.query = query.isEmpty ? nil : query }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { request.headers.set(name, value) }
        return request
    }
}
