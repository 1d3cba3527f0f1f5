/// A whole reply, ready to be written.
///
/// The reply to HEAD holds the body of the GET, so that whoever writes it knows its length; it must not be sent.
public struct Reply: Sendable, Equatable {
    public var status: Int
    public var headers: HeaderFields
    public var body: [UInt8]

    public init(status: Int, headers: HeaderFields = HeaderFields(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// What became of a request: most are answered at once, without a suspension.
public enum Outcome: Sendable {
    case reply(Reply)
    case later(@Sendable () async -> Reply)
}
