/// "Did you mean": finds the known word that a mistyped one was meant to be.
public enum Suggestion {
    /// The candidate nearest to `word`, or nil if none is near enough to be a typing mistake.
    ///
    /// Near means: equal but for case, or within one edit per three characters (at least one, at most four),
    /// where an edit is an insertion, a deletion, a replacement or a swap of neighbours (Damerau-Levenshtein).
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased().unicodeScalars)
        guard (1...64).contains(wanted.count) else { return nil }
        let limit = max(1, min(4, wanted.count / 3))
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.lowercased().unicodeScalars)
            guard abs(other.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, other)
            if distance <= min(limit, (best?.distance ?? .max) - 1) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Optimal string alignment distance, three rows at a time.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], before[j - 2] + 1)
                }
            }
            (before, previous) = (previous, current)
        }
        return previous[b.count]
    }
}
