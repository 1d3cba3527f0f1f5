import APISpec

/// The value of a Content-Type field (RFC 9110 section 8.3).
struct ContentType: Sendable {
    var media: MediaRange
    /// Lower case; nil where none is given.
    var charset: String?

    /// Nil for anything that is not one media type with well-formed parameters.
    init?(_ text: String) {
        let parts = MediaText.split(text)
        guard let first = parts.first, let parameters = MediaText.parameters(parts.dropFirst()),
            let media = MediaRange(first, parameters: parts.dropFirst()), media.isConcrete
        else { return nil }
        self.media = media
        charset = parameters["charset"]?.lowercased()
    }
}
