/// The value of a Content-Type field (RFC 9110 section 8.3).
struct ContentType: Sendable, Equatable {
    var media: MediaRange
    /// Lower case; nil where none is given.
    var charset: String?

    /// Nil for anything that is not one media type with well-formed parameters.
    init?(_ text: String) {
        let parts = Self.split(text)
        guard let first = parts.first, let media = MediaRange(first), media.precision == 2 else { return nil }
        self.media = media
        for part in parts.dropFirst() where !part.isEmpty {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[0].isEmpty, let value = Self.unquoted(pair[1]) else { return nil }
            if pair[0].lowercased() == "charset" { charset = value.lowercased() }
        }
    }

    /// Parts between semicolons that stand outside quotes, without the spaces around them.
    private static func split(_ text: String) -> [Substring] {
        var isQuoted = false
        let parts = text.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
        return parts.map(\.trimmed)
    }

    /// A token as it is, a quoted string without its quotes; nil where a quote has no partner.
    private static func unquoted(_ text: Substring) -> Substring? {
        guard text.hasPrefix("\"") else { return text.isEmpty || text.contains("\"") ? nil : text }
        guard text.count >= 2, text.hasSuffix("\"") else { return nil }
        return text.dropFirst().dropLast()
    }
}

extension Substring {
    /// Without the spaces and tabs around it (OWS of RFC 9110 section 5.6.3).
    var trimmed: Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return text
    }
}
