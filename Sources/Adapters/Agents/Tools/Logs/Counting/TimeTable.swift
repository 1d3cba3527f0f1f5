/// Counts lines and errors by time, in bounded memory: the slots grow from a minute to an hour and to a day when there
/// would be too many of them.
struct TimeTable {
    struct Slot: Equatable {
        var lines = 0
        var errors = 0
        /// Of the lines, and of the errors among them: the first and the last line number.
        var lineRange: ClosedRange<Int>
        var errorRange: ClosedRange<Int>?

        init(line: Int) { lineRange = line...line }

        mutating func add(_ line: Int, isError: Bool) {
            lines += 1
            lineRange = lineRange.covering(line...line)
            guard isError else { return }
            errors += 1
            errorRange = errorRange?.covering(line...line) ?? line...line
        }

        mutating func add(_ other: Slot) {
            lines += other.lines
            errors += other.errors
            lineRange = lineRange.covering(other.lineRange)
            guard let range = other.errorRange else { return }
            errorRange = errorRange?.covering(range) ?? range
        }
    }

    private(set) var slots: [Int: Slot] = [:]
    /// Of one slot.
    private(set) var seconds = 60
    let limit: Int

    init(limit: Int = 50_000) { self.limit = limit }

    /// - Parameter time: milliseconds since 1970
    mutating func add(_ time: Int, line: Int, isError: Bool) {
        slots[index(of: time), default: Slot(line: line)].add(line, isError: isError)
        while slots.count > limit, let next = [3_600, 86_400].first(where: { $0 > seconds }) { widen(to: next) }
    }

    private func index(of time: Int) -> Int { time.floored(by: seconds * 1000) }

    private mutating func widen(to wider: Int) {
        let old = slots
        let factor = wider / seconds
        slots = [:]
        seconds = wider
        for (index, slot) in old {
            let place = index.floored(by: factor)
            if slots[place]?.add(slot) == nil { slots[place] = slot }
        }
    }

    /// Milliseconds since 1970 at which a slot begins.
    func start(of index: Int) -> Int { index * seconds * 1000 }
}

extension ClosedRange<Int> {
    fileprivate func covering(_ other: Self) -> Self {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}

extension Int {
    /// The quotient rounded down, also below zero.
    fileprivate func floored(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
