import APISpec

/// What the Accept fields of a request ask for (RFC 9110 section 12.5.1).
struct AcceptHeader: Sendable, Equatable {
    private struct Element: Sendable, Equatable {
        var range: MediaRange
        /// Thousandths, 0...1000.
        var quality: Int

        /// Parameters that a type knows nothing of do not exclude it.
        func contains(_ media: MediaRange) -> Bool {
            if range.contains(media) { return true }
            guard media.parameters.isEmpty else { return false }
            var range = range
            range.parameters = [:]
            return range.contains(media)
        }
    }

    private var elements: [Element]

    /// Elements that are not well formed do not count; without any that is, everything is acceptable.
    init(_ values: [String]) {
        elements = values.flatMap { $0.split(separator: ",") }.compactMap { Self.element($0) }
    }

    /// How much the caller wants a media type, in thousandths: the narrowest range that contains it decides.
    func quality(of media: MediaRange) -> Int {
        if elements.isEmpty { return 1_000 }
        let matching = elements.filter { $0.contains(media) }
        guard let precision = matching.map(\.range.precision).max() else { return 0 }
        return matching.filter { $0.range.precision == precision }.map(\.quality).max() ?? 0
    }

    /// Whether it is named with all its parameters, or lies in a range that is, rather than taken for want of them.
    func names(_ media: MediaRange) -> Bool { elements.contains { $0.range.contains(media) } }

    /// The type within a range of the contract that the caller wants most, and how much.
    ///
    /// - Parameter usual: the type for callers who name none.
    func choice(in range: MediaRange, usual: MediaRange) -> (media: MediaRange, quality: Int) {
        let named = elements.filter { $0.range.isConcrete && range.contains($0.range) }
        guard let best = named.max(by: { $0.quality < $1.quality }), best.quality > quality(of: usual) else {
            return (usual, quality(of: usual))
        }
        return (best.range, best.quality)
    }

    private static func element(_ text: Substring) -> Element? {
        let parts = MediaText.split(text)
        guard let first = parts.first else { return nil }
        let isWeight = { (part: Substring) in part.lowercased().hasPrefix("q=") }
        let parameters = parts.dropFirst().prefix { !isWeight($0) }
        guard let range = MediaRange(first, parameters: parameters.filter { $0.contains("=") }) else { return nil }
        var quality = 1_000
        for part in parts.dropFirst() where isWeight(part) {
            guard let value = Self.thousandths(part.dropFirst(2)) else { return nil }
            quality = value
        }
        return Element(range: range, quality: quality)
    }

    /// A qvalue: 0 or 1, with at most three digits after the point, not above 1.
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        let digits = parts.count > 1 ? parts[1] : ""
        guard digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let fraction = Int(digits.padding(to: 3)) ?? 0
        let value = (whole == "1" ? 1_000 : 0) + fraction
        return value <= 1_000 ? value : nil
    }
}

extension Substring {
    /// With zeros after it up to this length.
    fileprivate func padding(to length: Int) -> String {
        self + String(repeating: "0", count: Swift.max(0, length - utf8.count))
    }
}
