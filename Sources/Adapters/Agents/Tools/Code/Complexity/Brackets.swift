/// Which bracket closes which, for readers that look ahead.
struct Brackets {
    private let partners: [Int]
    private let tokens: [SourceToken]

    init(_ tokens: [SourceToken]) {
        self.tokens = tokens
        var partners = [Int](repeating: tokens.count, count: tokens.count)
        var open: [(place: Int, close: String)] = []
        let closes = ["(": ")", "[": "]", "{": "}", "${": "}"]
        for (place, token) in tokens.enumerated() {
            if let close = closes[token.text] {
                open.append((place, close))
            } else if token.text == open.last?.close, let last = open.popLast() {
                partners[last.place] = place
            }
        }
        self.partners = partners
    }

    /// The place of the bracket that closes the one at `place`, past the end if none does.
    func end(of place: Int) -> Int { place < partners.count ? partners[place] : tokens.count }

    func text(_ place: Int) -> String { tokens.indices.contains(place) ? tokens[place].text : "" }

    /// The first place after type arguments that begin at `place`, `place` itself if none do.
    func afterTypeArguments(_ place: Int) -> Int {
        if text(place).hasPrefix("<"), text(place).count > 1, text(place).hasSuffix(">") { return place + 1 }
        guard text(place) == "<" else { return place }
        var depth = 0
        for next in place..<min(place + 500, tokens.count) {
            switch text(next) {
            case "<": depth += 1
            case ">": depth -= 1
            case ">>=", ";", "{", "}": return place
            default: break
            }
            if depth == 0 { return next + 1 }
        }
        return place
    }
}
