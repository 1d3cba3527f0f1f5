/// What a Set-Cookie header says, as far as it matters for safety (RFC 6265 section 5.2).
struct Cookie: Equatable {
    let name: String
    let isSecure: Bool
    let isHTTPOnly: Bool
    /// In lower case; nil without the attribute.
    let sameSite: String?

    init?(_ header: String) {
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return nil }
        name = Self.trimmed(pair[..<equals])
        let attributes = parts.dropFirst().map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.trimmed(halves[0]).lowercased(), halves.count > 1 ? Self.trimmed(halves[1]).lowercased() : "")
        }
        isSecure = attributes.contains { $0.0 == "secure" }
        isHTTPOnly = attributes.contains { $0.0 == "httponly" }
        sameSite = attributes.last { $0.0 == "samesite" }?.1
    }

    /// Whether the name says that the cookie stands for a login.
    var isSession: Bool { ["login", "sess"].contains { name.lowercased().contains($0) } }

    /// Whether the name says that the cookie guards against forged requests.
    var isTokenAgainstForgery: Bool { name.lowercased().contains("csrf") }

    /// Whether SameSite has a value that browsers know; "none" needs Secure beside it.
    var hasSoundSameSite: Bool {
        switch sameSite {
        case nil, "lax", "strict": true
        case "none": isSecure
        default: false
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let spaces: Set<Character> = [" ", "\t"]
        let start = text.drop { spaces.contains($0) }
        return String(start.reversed().drop { spaces.contains($0) }.reversed())
    }
}
