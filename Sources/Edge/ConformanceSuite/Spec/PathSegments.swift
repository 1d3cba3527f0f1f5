import APISpec

extension PathTemplate.Segment {
    /// Whether a segment of a path may be this one.
    func fits(_ text: Substring) -> Bool {
        switch self {
        case .literal(let literal): literal == text
        case .parameter: true
        case .mixed(let parts): Self.fits(text, parts[...])
        }
    }

    private static func fits(_ text: Substring, _ parts: ArraySlice<PathTemplate.Part>) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        guard part.name != nil else { return text.hasPrefix(part.text) && fits(text.dropFirst(part.text.count), rest) }
        return text.indices.dropFirst().contains { fits(text[$0...], rest) } || (!text.isEmpty && rest.isEmpty)
    }
}

extension PathTemplate.Part {
    /// The text of a literal; empty for a parameter.
    var text: String {
        if case .literal(let text) = self { text } else { "" }
    }
}
