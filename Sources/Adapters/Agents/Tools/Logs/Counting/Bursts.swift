/// Times in which far more happened than usual.
///
/// Usual is the median of all slots between the first and the last line, empty ones included, which a burst itself does
/// not move. A slot is part of a burst from `factor` times the median (at least 1) and `least` on; neighbours are one.
struct Burst: Equatable {
    enum Kind: String { case errors, lines }

    let kind: Kind
    /// Milliseconds since 1970: where the first slot begins and the last one ends.
    let start: Int
    let end: Int
    let count: Int
    /// In the fullest slot.
    let peak: Int
    let median: Int
    let firstLine: Int
    let lastLine: Int

    static let factor = 4

    static func find(_ kind: Kind, in table: TimeTable, least: Int) -> [Burst] {
        guard let first = table.slots.keys.min(), let last = table.slots.keys.max(), last > first else { return [] }
        let counts = table.slots.mapValues { kind == .errors ? $0.errors : $0.lines }
        let median = median(of: Array(counts.values), among: last - first + 1)
        let threshold = max(least, factor * max(1, median))
        let full = counts.filter { $0.value >= threshold }.keys.sorted()
        return runs(of: full).map { burst(kind, $0, in: table, median) }
    }

    /// The lower median of `values` and as many zeros as it takes to make `count`.
    private static func median(of values: [Int], among count: Int) -> Int {
        let middle = (count - 1) / 2
        let zeros = count - values.count
        return middle < zeros ? 0 : values.sorted()[middle - zeros]
    }

    private static func runs(of indexes: [Int]) -> [ClosedRange<Int>] {
        indexes.reduce(into: []) { runs, index in
            if let last = runs.last, last.upperBound + 1 == index {
                runs[runs.count - 1] = last.lowerBound...index
            } else {
                runs.append(index...index)
            }
        }
    }

    private static func burst(_ kind: Kind, _ run: ClosedRange<Int>, in table: TimeTable, _ median: Int) -> Burst {
        let slots = run.compactMap { table.slots[$0] }
        let counts = slots.map { kind == .errors ? $0.errors : $0.lines }
        let ranges = slots.map { kind == .errors ? $0.errorRange ?? $0.lineRange : $0.lineRange }
        return Burst(
            kind: kind, start: table.start(of: run.lowerBound), end: table.start(of: run.upperBound + 1),
            count: counts.reduce(0, +), peak: counts.max() ?? 0, median: median,
            firstLine: ranges.map(\.lowerBound).min() ?? 0, lastLine: ranges.map(\.upperBound).max() ?? 0)
    }
}
