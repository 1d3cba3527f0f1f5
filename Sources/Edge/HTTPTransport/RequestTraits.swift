/// What the connection must remember of a request to order, frame and follow its reply.
struct RequestTraits: Equatable {
    /// The reply has no body whatever its Content-Length says.
    var isHead = false
    /// The client speaks HTTP/1.0: keep-alive must be said, not assumed.
    var isHTTP10 = false
    /// The client would send another request.
    var isKeepAlive = false
    /// The method changes nothing, so requests beside it may run at the same time (RFC 9112 9.3.2).
    var isSafe = false
    /// The parser stops behind this request, because another protocol may follow.
    var isUpgrade = false
}
