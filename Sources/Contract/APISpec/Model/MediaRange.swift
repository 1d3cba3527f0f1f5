/// A media type with its parameters, or a range of them such as "text/*" (RFC 9110 sections 8.3.1 and 12.5.1).
///
/// The parameter `charset` is not part of it: text is UTF-8 here.
public struct MediaRange: Sendable, Equatable {
    /// Lower case.
    public var type: Substring
    /// Lower case.
    public var subtype: Substring
    /// Names in lower case, values without quotes.
    public var parameters: [String: String]

    /// Nil unless it is two tokens around a slash, and well-formed parameters behind them.
    public init?(_ text: some StringProtocol) {
        let parts = MediaText.split(text)
        guard let first = parts.first else { return nil }
        self.init(first, parameters: parts.dropFirst())
    }

    /// The same of texts that are already apart; nil as above.
    public init?(_ name: Substring, parameters texts: some Sequence<Substring>) {
        let parts = name.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(MediaText.isToken) }) else {
            return nil
        }
        (type, subtype) = (parts[0], parts[1])
        if type == "*", subtype != "*" { return nil }
        guard let parameters = MediaText.parameters(texts) else { return nil }
        self.parameters = parameters.filter { $0.key != "charset" }
    }

    /// The canonical text: no spaces, parameters sorted.
    public var name: String {
        parameters.sorted { $0.key < $1.key }.reduce("\(type)/\(subtype)") {
            "\($0);\($1.key)=\(MediaText.quoted($1.value))"
        }
    }

    /// Whether it is one type rather than a range.
    public var isConcrete: Bool { type != "*" && subtype != "*" }

    /// Whether a type belongs to this range: with the parameters named here, whatever others it has.
    public func contains(_ other: MediaRange) -> Bool {
        guard type == "*" || type == other.type, subtype == "*" || subtype == other.subtype else { return false }
        return parameters.isEmpty || parameters.allSatisfy { other.parameters[$0.key] == $0.value }
    }

    /// Larger for the narrower range: 0 for "*/*", 1 for "text/*", 2 for one type, more for one with parameters.
    public var precision: Int { (type == "*" ? 0 : 1) + (subtype == "*" ? 0 : 1) + parameters.count }

    /// JSON, or a format made of it (RFC 6839 section 3.1).
    public var isJSON: Bool { type == "application" && (subtype == "json" || subtype.hasSuffix("+json")) }

    /// YAML, or a format made of it (RFC 9512 section 2).
    public var isYAML: Bool {
        subtype == "yaml" || subtype == "x-yaml" || (type == "application" && subtype.hasSuffix("+yaml"))
    }
}

/// The grammar of media types and their parameters (RFC 9110 sections 5.6 and 8.3.1).
public enum MediaText {
    /// Parts between semicolons that stand outside quotes, without the spaces around them.
    public static func split(_ text: some StringProtocol) -> [Substring] {
        var isQuoted = false
        let parts = Substring(text).split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
        return parts.map(trimmed)
    }

    /// By name in lower case; nil if one is not well formed.
    ///
    /// Empty ones do not count.
    public static func parameters(_ texts: some Sequence<Substring>) -> [String: String]? {
        var found: [String: String] = [:]
        for text in texts where !text.isEmpty {
            let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty, let value = unquoted(pair[1]) else { return nil }
            found[pair[0].lowercased()] = String(value)
        }
        return found
    }

    /// Without the spaces and tabs around it (OWS of RFC 9110 section 5.6.3).
    public static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return text
    }

    /// A token as it is, a quoted string without its quotes; nil where a quote has no partner.
    private static func unquoted(_ text: Substring) -> Substring? {
        guard text.hasPrefix("\"") else { return text.isEmpty || text.contains("\"") ? nil : text }
        guard text.count >= 2, text.hasSuffix("\"") else { return nil }
        return text.dropFirst().dropLast()
    }

    static func quoted(_ value: String) -> String {
        value.utf8.allSatisfy { isToken($0) || (0x41...0x5A).contains($0) } ? value : "\"\(value)\""
    }

    /// tchar of RFC 9110 section 5.6.2, in lower case.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
