/// Whether one sample lies above another, whatever their distributions (Mann and Whitney, 1947).
enum RankSum {
    /// The probability of a sum of ranks as high as this one if both samples were of one kind.
    ///
    /// By the normal approximation with a correction for continuity: good for eight values or more in each.
    static func probability(_ low: [Double], below high: [Double]) -> Double {
        let pairs = Double(low.count * high.count)
        guard pairs > 0 else { return 1 }
        let wins = high.reduce(0.0) { sum, value in
            sum + low.reduce(0.0) { $0 + (value > $1 ? 1 : value == $1 ? 0.5 : 0) }
        }
        let spread = (pairs * Double(low.count + high.count + 1) / 12).squareRoot()
        return upperTail((wins - pairs / 2 - 0.5) / spread)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// Of the standard normal distribution (Abramowitz and Stegun 26.2.17, error below 1e-7).
    static func upperTail(_ z: Double) -> Double {
        if z < 0 { return 1 - upperTail(-z) }
        let step = 1 / (1 + 0.231_641_9 * z)
        let series = [1.330_274_429, -1.821_255_978, 1.781_477_937, -0.356_563_782, 0.319_381_53].reduce(0) {
            ($0 + $1) * step
        }
        return series * exponential(-z * z / 2) * 0.398_942_280_4
    }

    /// e to a power that is not positive, by halving it until its series ends soon.
    private static func exponential(_ power: Double) -> Double {
        guard power > -700 else { return 0 }
        var (small, halvings) = (power, 0)
        while small < -0.5 {
            small /= 2
            halvings += 1
        }
        var (term, sum) = (1.0, 1.0)
        for index in 1...20 {
            term *= small / Double(index)
            sum += term
        }
        for _ in 0..<halvings { sum *= sum }
        return sum
    }
}
