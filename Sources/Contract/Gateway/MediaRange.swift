/// A media type or a range of them such as "text/*", without parameters (RFC 9110 section 8.3.1).
struct MediaRange: Sendable, Equatable {
    var type: Substring
    var subtype: Substring

    /// Nil unless it is two tokens around a slash.
    init?(_ text: some StringProtocol) {
        let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isToken) }) else {
            return nil
        }
        (type, subtype) = (parts[0], parts[1])
        if type == "*", subtype != "*" { return nil }
    }

    var name: String { "\(type)/\(subtype)" }

    func contains(_ other: MediaRange) -> Bool {
        (type == "*" || type == other.type) && (subtype == "*" || subtype == other.subtype)
    }

    /// Larger for the narrower range: 0 for "*/*", 1 for "text/*", 2 for one type.
    var precision: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) }

    /// JSON, or a format made of it (RFC 6839 section 3.1).
    var isJSON: Bool { type == "application" && (subtype == "json" || subtype.hasSuffix("+json")) }

    /// tchar of RFC 9110 section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
