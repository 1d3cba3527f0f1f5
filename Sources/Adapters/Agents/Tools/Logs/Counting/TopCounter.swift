/// Counts how often each text occurs, in bounded memory.
///
/// Exact while there are at most `limit` different ones. Then, when the table is full, the middle count is taken from all
/// and what falls to nothing is forgotten (Misra and Gries 1982, in the batches of Anderson et al. 2017): a count is
/// too low by at most `error`, and whatever occurs more often than that is still there.
struct TopCounter {
    struct Item: Equatable {
        let text: String
        let count: Int
    }

    private var counts: [String: Int] = [:]
    /// How many are kept.
    let limit: Int
    /// By how much a count may be too low; 0 while all is exact.
    private(set) var error = 0

    init(limit: Int) { self.limit = max(2, limit) }

    mutating func add(_ text: String) {
        counts[text, default: 0] += 1
        if counts.count > limit { shrink() }
    }

    private mutating func shrink() {
        let middle = counts.values.sorted()[counts.count / 2]
        error += middle
        counts = counts.compactMapValues { $0 > middle ? $0 - middle : nil }
    }

    var isExact: Bool { error == 0 }

    /// How many different texts there were; nil where that is not known.
    var distinct: Int? { isExact ? counts.count : nil }

    /// The most frequent ones; equals in the order of their texts.
    func top(_ count: Int) -> [Item] {
        counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .prefix(count).map { Item(text: $0.key, count: $0.value) }
    }
}
