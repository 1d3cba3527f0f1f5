import JSON

extension String? {
    /// `did you mean "name"?` if one of the candidates is near, else nil.
    static func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String? {
        // Sorted, because the nearest of several must not depend on the order of a set.
        Suggestion.nearest(to: word, among: candidates.sorted()).map { "did you mean \"\($0)\"?" }
    }
}

extension Sequence<String> {
    /// `a, b, c`, for messages.
    var listed: String { joined(separator: ", ") }
}
