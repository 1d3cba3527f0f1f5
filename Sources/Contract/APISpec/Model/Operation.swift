public import JSON

/// One method of one path, with everything a router needs to serve it.
public struct Operation: Sendable {
    /// `operationId`: names the handler.
    public var id: String
    /// Upper case, such as "GET".
    public var method: String
    /// The whole path, that of the server's URL included.
    public var path: PathTemplate
    /// Those of the path item and of the operation, the latter winning.
    public var parameters: [Parameter]
    public var body: RequestBody?
    /// In the order of the document.
    public var responses: [Response]
    public var security: Security
    /// `x-error-codes`: the codes of the catalogue this operation may answer with.
    public var errorCodes: [String]
    /// The limit named by `x-ratelimit-category`.
    public var rateLimit: RateLimitPolicy?
    /// `x-slo`: the promised response time.
    public var slo: ServiceLevel?
    /// `x-deadline-ms`: past it the caller gets DEADLINE_EXCEEDED.
    public var deadlineMilliseconds: Int?
    /// `x-idempotency`: how a request that was carried out already is known again.
    public var idempotency: Idempotency?
    /// The first of `tags`.
    public var tag: String?
    /// The place of the `operationId`.
    public var location: SourceLocation?
    /// The text of that line.
    public var sourceLine: String?

    /// The response declared for a status: the exact one, else its range such as 4XX, else `default`.
    public func response(for status: Int) -> Response? {
        responses.first { $0.status == status }
            ?? responses.first { $0.range?.contains(status) == true }
            ?? responses.first { $0.isDefault }
    }
}

/// A response time the operation promises.
public struct ServiceLevel: Sendable, Equatable {
    /// 95 of 100 requests are answered within this many milliseconds.
    public var p95Milliseconds: Int

    public init(p95Milliseconds: Int) { self.p95Milliseconds = p95Milliseconds }
}
