/// An http or https URL read strictly, so that no library below can take it for another host than the policy checked.
///
/// Refused: other schemes, user information, backslashes, control characters and spaces, and every host that `Host`
/// refuses. The fragment is dropped. Characters that RFC 3986 does not allow in a path or query are percent-encoded.
public struct WebURL: Sendable, Hashable, CustomStringConvertible {
    public enum Scheme: String, Sendable { case http, https }

    public let scheme: Scheme
    public let host: Host
    public let port: Int
    /// Path and query, from "/" on.
    public let target: String

    /// Reads an absolute URL; throws `EgressError.invalid` saying what is wrong.
    public init(_ text: String) throws(EgressError) {
        guard text.utf8.count <= 8_192 else { throw .invalid("the URL is longer than 8192 characters") }
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f || $0 == "\\" }) else {
            throw .invalid("\"\(text.shown)\" has a space, a backslash or a control character in it")
        }
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .invalid("\"\(text.shown)\" is not an absolute http or https URL") }
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        self.scheme = scheme
        (host, port) = try Self.authority(String(rest[..<end]), scheme: scheme)
        target = Self.target(rest[end...])
    }

    private init(scheme: Scheme, host: Host, port: Int, target: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
    }

    /// Scheme, host and port, the port only when it is not the scheme's own: "https://example.com".
    public var origin: String {
        "\(scheme.rawValue)://\(host.inURL)" + (port == scheme.port ? "" : ":\(port)")
    }

    public var description: String { origin + target }

    /// The URL that `reference`, as a Location header writes it, means here (RFC 3986 section 5.2).
    public func resolving(_ reference: String) throws(EgressError) -> WebURL {
        let text = reference.prefix { $0 != "#" }
        if text.isEmpty { return self }
        if text.hasPrefix("//") { return try WebURL("\(self.scheme.rawValue):\(text)") }
        let scheme = text.prefix { $0 != ":" && $0 != "/" && $0 != "?" }
        if text[scheme.endIndex...].hasPrefix(":") { return try WebURL(String(text)) }
        let path = target.prefix { $0 != "?" }
        let merged =
            switch text.first {
            case "/": String(text)
            case "?": "\(path)\(text)"
            default: "\(path[...(path.lastIndex(of: "/") ?? path.startIndex)])\(text)"
            }
        return try WebURL(origin + Self.withoutDots(merged))
    }

    /// The same place by another scheme and port.
    public func changing(scheme: Scheme, port: Int? = nil) -> WebURL {
        WebURL(scheme: scheme, host: host, port: port ?? scheme.port, target: target)
    }
}

extension WebURL.Scheme {
    /// The port that a URL of this scheme means when it names none.
    public var port: Int { self == .http ? 80 : 443 }
}

extension WebURL {
    private static func authority(_ text: String, scheme: Scheme) throws(EgressError) -> (Host, Int) {
        if text.contains("@") { throw .invalid("a URL with user information is not allowed") }
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        let host = String(text[..<(end ?? text.endIndex)])
        if host.contains(":"), !host.hasPrefix("[") { throw .invalid("an IPv6 address in a URL needs brackets") }
        let rest = text[(end ?? text.endIndex)...]
        if rest.isEmpty { return (try Host(host), scheme.port) }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.isDigits, let port = Int(digits), (1...65_535).contains(port) else {
            throw .invalid("\"\(rest.dropFirst())\" is not a port from 1 to 65535")
        }
        return (try Host(host), port)
    }

    private static func target(_ text: Substring) -> String {
        let kept = Array(text.prefix { $0 != "#" }.utf8)
        let path = kept.first == UInt8(ascii: "/") ? kept : [UInt8(ascii: "/")] + kept
        return path.enumerated().map { place, byte in
            allowed.contains(byte) || byte == UInt8(ascii: "%") && isEscape(path[place...])
                ? String(UnicodeScalar(byte)) : percent(byte)
        }.joined()
    }

    /// Unreserved and reserved characters of RFC 3986.
    private static let allowed = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=".utf8)

    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count >= 3 && bytes.dropFirst().prefix(2).allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    }

    private static func percent(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// RFC 3986 section 5.2.4.
    private static func withoutDots(_ reference: String) -> String {
        let path = reference.prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for segment in segments where segment != "." {
            if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
        }
        if let last = segments.last, last == "." || last == ".." { kept.append("") }
        return "/" + kept.joined(separator: "/") + reference[path.endIndex...]
    }
}
