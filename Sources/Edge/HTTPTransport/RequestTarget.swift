/// The four forms of a request target (RFC 9112 3.2).
enum RequestTarget {
    /// Path and query for the responder: an absolute form loses scheme and authority, "*" and an authority stay.
    static func path(of uri: String, method: String) throws(TransportFault) -> String {
        guard uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw .malformed("the request target holds a character that must be percent-encoded")
        }
        if method == "CONNECT" { return uri }
        if uri.utf8.first == UInt8(ascii: "/") { return uri }
        if uri == "*" && method == "OPTIONS" { return uri }
        return try pathOfAbsoluteForm(uri)
    }

    /// Whether the byte may stand in a host with port; the exact grammar is the client's affair.
    static func isAuthorityByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "\\"),
            UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func pathOfAbsoluteForm(_ uri: String) throws(TransportFault) -> String {
        let lower = uri.prefix(8).lowercased()
        let scheme = lower.hasPrefix("http://") ? 7 : lower.hasPrefix("https://") ? 8 : 0
        let rest = uri.utf8.dropFirst(scheme)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard scheme > 0, !authority.isEmpty, authority.allSatisfy(isAuthorityByte) else {
            throw .malformed("the request target is neither a path nor an http address")
        }
        let path = String(decoding: rest[authority.endIndex...], as: UTF8.self)
        return path.hasPrefix("/") ? path : "/" + path
    }
}
