/// Judges response times by order statistics: passed, failed, or not to be told from the noise.
enum OrderStatistics {
    /// With none over the budget, so many samples show p95 with 95 % confidence (0.95^59 < 0.05).
    static let samples = 59
    /// With none, one, and so on up to four over the budget, so many show it: what is near the budget is asked more often.
    static let stages = [samples, 93, 124, 153, 181]

    enum Verdict: Equatable {
        case passed
        case failed(String)
        case inconclusive(String)
    }

    /// - Parameters:
    ///   - times: milliseconds, in any order.
    ///   - noise: milliseconds that say nothing about the operation.
    static func judge(_ times: [Double], budget: Double, noise: Double) -> Verdict {
        guard times.count >= samples else { return .inconclusive("\(times.count) samples, \(samples) are needed") }
        let p95 = percentile95(times)
        let shown = "p95 \(Report.tenths(p95)) ms of \(times.count) samples, noise \(Report.tenths(noise)) ms"
        let over = times.count { $0 > budget }
        if tail(atMost: over, of: times.count) < 0.05 { return .passed }
        // Only what is over the budget without the noise is the server's.
        let surely = times.count { $0 - noise > budget }
        if tail(atLeast: surely, of: times.count) < 0.001 { return .failed(shown) }
        return .inconclusive("\(over) over the budget: \(shown)")
    }

    /// The probability of at most so many over the budget if one in twenty is.
    static func tail(atMost count: Int, of total: Int) -> Double {
        (0...max(0, count)).reduce(0) { $0 + probability($1, of: total) }
    }

    static func tail(atLeast count: Int, of total: Int) -> Double {
        count == 0 ? 1 : max(0, 1 - tail(atMost: count - 1, of: total))
    }

    private static func probability(_ count: Int, of total: Int) -> Double {
        var value = 1.0
        // Factors large and small in turn, so that nothing overflows.
        for index in 0..<total {
            value *= 0.95
            if index < count { value *= Double(total - index) / Double(index + 1) * 0.05 / 0.95 }
        }
        return value
    }

    static func percentile95(_ times: [Double]) -> Double {
        let sorted = times.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, (sorted.count * 95 + 99) / 100 - 1)]
    }
}
