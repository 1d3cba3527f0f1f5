public import Outbound

/// The way out for deliveries.
public protocol Door: Sendable {
    /// Sends one request without following redirects.
    func post(_ request: WebRequest) async throws(EgressError) -> DoorReply
}

/// What came back.
public struct DoorReply: Sendable, Equatable {
    public var status: Int
    /// The value of Retry-After, if there was one.
    public var retryAfter: String?
    public var body: [UInt8]

    public init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

extension Egress: Door {
    public func post(_ request: WebRequest) async throws(EgressError) -> DoorReply {
        var request = request
        // A redirect could lead a signed event or a token to somebody else: it is an answer like any other.
        request.redirectLimit = 0
        request.stopsAtFailedRedirect = true
        request.bodyLimit = 1 << 16
        let reply = try await fetch(request)
        return DoorReply(status: reply.status, retryAfter: reply.values(of: "retry-after").first, body: reply.body)
    }
}
