import NIOHTTP1

/// A request head that passed every check: what RFC 9112 asks beyond what NIO's parser enforces, and our limits.
struct RequestHead {
    var method: String
    var target: String
    var headers: [(name: String, value: String)]
    var traits: RequestTraits
    /// Announced length of the body, 0 if there is none, nil if it comes in chunks.
    var contentLength: Int?
    /// The client waits for `100 Continue` before it sends the body.
    var expectsContinue: Bool

    /// Checks one parsed head.
    init(_ head: HTTPRequestHead, limits: TransportLimits) throws(TransportFault) {
        let fields = head.headers.map { (name: $0.name, value: $0.value) }
        try Self.checkSizes(uri: head.uri, fields: fields, limits: limits)
        let framing = try RequestFraming(fields, isHTTP10: Self.isHTTP10(head.version))
        method = head.method.rawValue
        target = try RequestTarget.path(of: head.uri, method: method)
        headers = fields
        traits = Self.traits(method: method, framing: framing)
        contentLength = framing.contentLength
        expectsContinue = framing.expectsContinue && !framing.isHTTP10 && contentLength != 0
        if let contentLength, contentLength > limits.bodyBytes { throw .bodyTooLarge }
    }

    /// Traits for the reply to a head that did not pass: only what is needed to frame a refusal.
    static func refusalTraits(of head: HTTPRequestHead) -> RequestTraits {
        RequestTraits(isHead: head.method == .HEAD)
    }

    private static func isHTTP10(_ version: HTTPVersion) throws(TransportFault) -> Bool {
        switch (version.major, version.minor) {
        case (1, 1): return false
        case (1, 0): return true
        default: throw .malformed("the request line does not end with HTTP/1.0 or HTTP/1.1")
        }
    }

    private static func checkSizes(
        uri: String, fields: [(name: String, value: String)], limits: TransportLimits
    ) throws(TransportFault) {
        if uri.utf8.count > limits.uriBytes { throw .uriTooLong }
        if fields.count > limits.headerCount { throw .tooManyHeaders }
        let bytes = fields.reduce(uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        if bytes > limits.headBytes { throw .headTooLarge }
    }

    private static func traits(method: String, framing: RequestFraming) -> RequestTraits {
        RequestTraits(
            isHead: method == "HEAD", isHTTP10: framing.isHTTP10, isKeepAlive: framing.isKeepAlive,
            isSafe: method == "GET" || method == "HEAD" || method == "OPTIONS",
            // NIO's parser treats CONNECT like an upgrade and stops behind it.
            isUpgrade: framing.isUpgrade || method == "CONNECT")
    }
}
