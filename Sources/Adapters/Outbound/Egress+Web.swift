extension Egress {
    /// Sends one HTTP request and follows its redirects, each checked by the policy anew.
    ///
    /// Throws `EgressError.notAllowed` for a target or redirect that the policy refuses, `.certificate` if the certificate
    /// is not accepted, `.timeout` when the whole takes longer than the request allows.
    public func fetch(_ request: WebRequest) async throws(EgressError) -> WebReply {
        try Self.check(request)
        let walk = try WebWalk(egress: self, request: request)
        return try await mapped("\(walk.url.origin)", limit: request.timeout) {
            try await withDeadline(request.timeout, for: "\(walk.url.origin)") {
                var walk = walk
                return try await walk.run()
            }
        }
    }

    /// Refuses what would let a caller write into the framing of the message.
    static func check(_ request: WebRequest) throws(EgressError) {
        guard !request.method.isEmpty, request.method.utf8.allSatisfy(isToken), request.method != "CONNECT" else {
            throw .invalid("\"\(request.method.shown)\" is not a method that can be sent")
        }
        for header in request.headers {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(isToken) else {
                throw .invalid("\"\(header.name.shown)\" is not a header name")
            }
            guard !framing.contains(header.name.lowercased()) else {
                throw .invalid("the header \(header.name) is set by the client itself")
            }
            guard header.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
                throw .invalid("the value of the header \(header.name) has a control character in it")
            }
        }
    }

    private static let framing: Set<String> = [
        "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect",
    ]

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
