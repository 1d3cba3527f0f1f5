/// Texts that should match a regular expression of ECMA-262.
///
/// Each function gives nil where the pattern has something that is not known, or where the text would be longer than
/// `longestText` bytes; whoever asked holds the text against the pattern.
package enum PatternSampler {
    private static let longestText = 16_384

    /// The first alternative and the first member of each class, every quantifier at its least or, up to `limit`
    /// characters in all, at its most.
    package static func sample(_ pattern: String, longest: Bool, limit: Int = 4_096) -> String? {
        written(pattern) { piece, text in write(piece, longest, limit, &text) }
    }

    /// The first alternative and the first member of each class, about so many characters long.
    package static func sample(_ pattern: String, length: Int) -> String? {
        var dice = SystemRandomNumberGenerator()
        return sample(pattern, rolling: &dice, length: length, isPlain: true)
    }

    /// About so many characters long, alternatives and members as they are rolled, or the first of them if it is plain.
    package static func sample(
        _ pattern: String, rolling dice: inout some RandomNumberGenerator, length: Int, isPlain: Bool = false
    ) -> String? {
        written(pattern) { piece, text in roll(piece, length, isPlain, &dice, &text) }
    }

    private static func written(_ pattern: String, _ write: (PatternPiece, inout String) -> Void) -> String? {
        guard let piece = PatternPiece.read(pattern) else { return nil }
        var text = ""
        write(piece, &text)
        return isFull(text) ? nil : text
    }

    private static func isFull(_ text: String) -> Bool { text.utf8.count > longestText }

    private static func write(_ piece: PatternPiece, _ longest: Bool, _ limit: Int, _ text: inout String) {
        switch piece {
        case .text(let scalar): text.unicodeScalars.append(scalar)
        case .member(let ranges): if let first = ranges.first { text.unicodeScalars.append(first.lowerBound) }
        case .choice(let branches): for one in branches.first ?? [] { write(one, longest, limit, &text) }
        case .repeated(let inner, let least, let most):
            let count = longest ? max(least, min(most ?? least + 8, limit - text.unicodeScalars.count)) : least
            var rest = count
            while rest > 0, !isFull(text) {
                let before = text.utf8.count
                write(inner, longest, limit, &text)
                rest = text.utf8.count == before ? 0 : rest - 1
            }
        }
    }

    private static func roll(
        _ piece: PatternPiece, _ length: Int, _ isPlain: Bool, _ dice: inout some RandomNumberGenerator,
        _ text: inout String
    ) {
        func roll(_ sides: Int) -> Int { isPlain ? 0 : Int(dice.next() % UInt64(max(1, sides))) }
        switch piece {
        case .text(let scalar): text.unicodeScalars.append(scalar)
        case .member(let ranges):
            guard !ranges.isEmpty else { return }
            let range = ranges[roll(ranges.count)]
            let width = Int(range.upperBound.value - range.lowerBound.value) + 1
            let value = range.lowerBound.value + UInt32(roll(min(width, 26)))
            text.unicodeScalars.append(Unicode.Scalar(value) ?? range.lowerBound)
        case .choice(let branches):
            guard !branches.isEmpty else { return }
            for one in branches[roll(branches.count)] { Self.roll(one, length, isPlain, &dice, &text) }
        case .repeated(let inner, let least, let most):
            var count = 0
            while !isFull(text), count < least || (count < most ?? .max && text.unicodeScalars.count < length) {
                let before = text.utf8.count
                Self.roll(inner, length, isPlain, &dice, &text)
                count += 1
                if text.utf8.count == before, count >= min(least, 64) { break }
            }
        }
    }
}
