/// One header field as it stands in a message; names compare without regard to case.
public struct WebHeader: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// One HTTP request to be sent out, with its limits.
public struct WebRequest: Sendable {
    public var url: String
    public var method = "GET"
    public var headers: [WebHeader] = []
    public var body: [UInt8] = []
    /// For the whole exchange, redirects included.
    public var timeout: Duration = .seconds(15)
    /// How many bytes of the body are kept; the rest is not read.
    public var bodyLimit = 1 << 20
    /// How many redirects are followed, at most 10.
    public var redirectLimit = 3
    /// False accepts every certificate: for looking at a site, never for sending it anything secret.
    public var verifiesCertificate = true
    /// What to do at a redirect that cannot or may not be followed: to a place that the policy refuses or that does not
    /// answer, from https to http, past `redirectLimit`.
    ///
    /// False throws; true gives the redirect itself as the reply.
    public var stopsAtFailedRedirect = false

    public init(url: String) { self.url = url }
}

/// What came back.
public struct WebReply: Sendable {
    /// The URL that gave this reply, after redirects.
    public let url: WebURL
    public let status: Int
    public let headers: [WebHeader]
    public let body: [UInt8]
    /// Whether the body went on beyond the limit.
    public let isTruncated: Bool
    /// The redirects on the way here, in order.
    public let redirects: [WebRedirect]
    /// Where the last connection went.
    public let endpoint: Endpoint
    public let timings: WebTimings

    /// Every value of a header, in the order of the message.
    public func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

/// One redirect that was seen.
public struct WebRedirect: Sendable, Equatable {
    public let url: WebURL
    public let status: Int
    /// The Location header as written.
    public let location: String
}

/// How long the steps of the last request took.
public struct WebTimings: Sendable, Equatable {
    /// Looking up the name and checking its addresses.
    public let resolve: Duration
    /// From the begin of the connection to the head of the reply.
    public let firstByte: Duration
    /// From the first request to the end of the body, redirects included.
    public let total: Duration
}
