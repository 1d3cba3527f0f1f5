/// All cells of one quantity together, and how much they differ: the variance components of a one-way layout.
///
/// A cell is one agent in one type of task. Everything kept is a sum over cells, so one that changes costs a step.
struct Population: Sendable, Equatable {
    /// How many values the whole weighs against a cell's own, where the cells cannot tell yet.
    static let usualStrength = 4.0
    /// Fewer or more would be a claim that no amount of data here supports.
    static let strengths = 1.0...100.0

    private(set) var whole = Moments()
    /// Cells with values.
    private var cells = 0
    /// Sum over cells of count squared.
    private var countSquares = 0
    /// Sum over cells of sum squared divided by count, in squared ten-thousandths.
    private var between = 0

    mutating func replace(_ old: Moments, by new: Moments) {
        whole.replace(old, by: new)
        count(old, -1)
        count(new, 1)
    }

    private mutating func count(_ cell: Moments, _ sign: Int) {
        guard cell.count > 0 else { return }
        cells += sign
        countSquares += sign * cell.count * cell.count
        between += sign * (cell.sum * cell.sum / cell.count)
    }

    /// The variance of values around the mean of their cell; nil while no cell has two.
    var within: Double? {
        guard whole.count > cells else { return nil }
        let squares = (Double(whole.squares) - Double(between)) / (FixedPoint.unit * FixedPoint.unit)
        return max(0, squares / Double(whole.count - cells))
    }

    /// The variance of the cells' true means (the analysis-of-variance estimate); nil where it cannot be told.
    var betweenCells: Double? {
        guard cells > 1, let within else { return nil }
        let (count, cells) = (Double(whole.count), Double(self.cells))
        let middle = Double(whole.sum) * Double(whole.sum) / count
        let meanSquare = (Double(between) - middle) / (FixedPoint.unit * FixedPoint.unit) / (cells - 1)
        let size = (count - Double(countSquares) / count) / (cells - 1)
        return size > 0 ? (meanSquare - within) / size : nil
    }

    /// How many of a cell's values the whole weighs as much as: large where cells are alike, small where they differ.
    ///
    /// For means this is the ratio of the two variances; for success it is the size of the Beta prior, because
    /// (1 - r) / r is that ratio for an intraclass correlation r.
    var strength: Double {
        guard let within, let betweenCells else { return Self.usualStrength }
        guard betweenCells > 0 else { return Self.strengths.upperBound }
        return min(max(within / betweenCells, Self.strengths.lowerBound), Self.strengths.upperBound)
    }
}
