/// Count, sum and sum of squares of some values, exact.
struct Moments: Sendable, Equatable {
    private(set) var count = 0
    /// In ten-thousandths, and `squares` in their square.
    private(set) var sum = 0
    private(set) var squares = 0

    mutating func add(_ value: Int) {
        count += 1
        sum += value
        squares += value * value
    }

    mutating func remove(_ value: Int) {
        count -= 1
        sum -= value
        squares -= value * value
    }

    mutating func replace(_ old: Moments, by new: Moments) {
        count += new.count - old.count
        sum += new.sum - old.sum
        squares += new.squares - old.squares
    }

    /// Nil without values.
    var mean: Double? { count == 0 ? nil : total / Double(count) }

    /// The sum of the values.
    var total: Double { Double(sum) / FixedPoint.unit }

    /// The sum of the squared distances from the mean.
    var deviation: Double {
        guard count > 0 else { return 0 }
        let between = Double(sum) * Double(sum) / Double(count)
        return max(0, (Double(squares) - between) / (FixedPoint.unit * FixedPoint.unit))
    }
}
