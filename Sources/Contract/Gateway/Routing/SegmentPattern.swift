import APISpec

/// A segment with texts and parameters side by side, such as "{sid}.json".
///
/// Each parameter takes one byte at least and, from left to right, as few as let the rest match; the segment as a whole
/// must match. Takes time proportional to the segment.
struct SegmentPattern: Sendable {
    /// What stands before each parameter, as it is percent-encoded; one more behind the last.
    private let literals: [[UInt8]]

    init(_ parts: [PathTemplate.Part]) {
        var literals: [[UInt8]] = [[]]
        for part in parts {
            switch part {
            case .literal(let text): literals[literals.count - 1] += PercentDecoding.canonical(text).utf8
            case .parameter: literals.append([])
            }
        }
        self.literals = literals
    }

    /// Bytes of text: the pattern with more of it is tried first.
    var precision: Int { literals.reduce(0) { $0 + $1.count } }

    /// What the parameters take of a segment, still percent-encoded; nil where it does not match.
    func match(_ segment: Substring) -> [Substring]? {
        let text = PercentDecoding.canonical(segment)
        let bytes = Array(text.utf8)
        let (first, last) = (literals[0], literals[literals.count - 1])
        let end = bytes.count - last.count
        guard bytes.starts(with: first), end >= first.count, bytes[end...].elementsEqual(last) else { return nil }
        var cuts: [Range<Int>] = []
        var start = first.count
        for literal in literals[1..<(literals.count - 1)] {
            guard let found = Self.find(literal, in: bytes[..<end], from: start + 1) else { return nil }
            cuts.append(start..<found)
            start = found + literal.count
        }
        guard start < end else { return nil }
        cuts.append(start..<end)
        return cuts.map { String(decoding: bytes[$0], as: UTF8.self)[...] }
    }

    private static func find(_ literal: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard start <= bytes.endIndex - literal.count else { return nil }
        return (start...(bytes.endIndex - literal.count)).first { bytes[$0...].starts(with: literal) }
    }
}
