/// One agent in one type of task: its latest outcomes and their sums.
struct Cell: Sendable, Equatable {
    private struct Remembered: Sendable, Equatable {
        var values: PerQuantity<Int?>
        var score: Score?
    }

    private var latest: [Remembered] = []
    private(set) var moments = PerQuantity(success: Moments(), duration: Moments(), quality: Moments())

    /// Takes in an outcome and forgets the oldest beyond `memory`.
    mutating func add(_ outcome: Outcome, memory: Int) {
        let remembered = Remembered(values: outcome.values, score: outcome.forecast.map { Score($0, of: outcome) })
        latest.append(remembered)
        for quantity in Quantity.allCases {
            if let value = remembered.values[quantity] { moments[quantity].add(value) }
        }
        if latest.count > memory { forget(latest.removeFirst()) }
    }

    private mutating func forget(_ remembered: Remembered) {
        for quantity in Quantity.allCases {
            if let value = remembered.values[quantity] { moments[quantity].remove(value) }
        }
    }

    /// How right the forecasts of the outcomes were that had one, oldest first.
    var scores: [Score] { latest.compactMap(\.score) }
}
