import TestSupport
import Testing

@testable import Outbound

@Suite struct LatencyHistogramTests {
    @Test func knowsNothingWhileEmpty() {
        let histogram = LatencyHistogram()
        #expect(histogram.count == 0)
        #expect(histogram.quantile(millionths: 500_000) == .zero)
        #expect(LatencySummary(histogram) == nil)
    }

    @Test func keepsSmallValuesExactly() {
        var histogram = LatencyHistogram()
        for value in 1...2_047 { histogram.record(.nanoseconds(value)) }
        for value in 1...2_047 {
            #expect(histogram.quantile(millionths: value * 1_000_000 / 2_047) == .nanoseconds(value))
        }
    }

    /// Every power of two and its neighbours, up to an hour and beyond.
    @Test(arguments: 11...50) func isNeverFurtherOffThanItsStatedError(power: Int) {
        for offset in [-1, 0, 1, 3, 1_025, 1 << (power - 1)] {
            let value = (Int64(1) << power) + Int64(offset)
            var histogram = LatencyHistogram()
            histogram.record(.nanoseconds(value - value / 4))
            histogram.record(.nanoseconds(value))
            histogram.record(.nanoseconds(value + value / 4))
            let told = histogram.quantile(millionths: 500_000).nanoseconds
            #expect(Double(abs(told - value)) <= Double(value) * LatencyHistogram.relativeError, "\(value) is \(told)")
        }
    }

    @Test(arguments: [1, 2, 3]) func agreesWithTheNearestRankOfTheSortedValues(seed: UInt64) {
        var random = Seeded(state: seed)
        var histogram = LatencyHistogram()
        var values: [Int64] = []
        for _ in 0..<5_000 {
            let value = Int64.random(in: 0..<(1 << Int64.random(in: 1...40, using: &random)), using: &random)
            values.append(value)
            histogram.record(.nanoseconds(value))
        }
        values.sort()
        for millionths in [1, 10_000, 250_000, 500_000, 750_000, 900_000, 950_000, 990_000, 999_000, 1_000_000] {
            let exact = values[(values.count * millionths + 999_999) / 1_000_000 - 1]
            let told = histogram.quantile(millionths: millionths).nanoseconds
            #expect(Double(abs(told - exact)) <= Double(exact) * LatencyHistogram.relativeError, "at \(millionths)")
        }
        #expect(histogram.min == .nanoseconds(values[0]))
        #expect(histogram.max == .nanoseconds(values[4_999]))
        #expect(histogram.mean == .nanoseconds(values.reduce(0, +)) / 5_000)
    }

    @Test func takesTheSmallestValueThatEnoughOthersDoNotExceed() throws {
        var histogram = LatencyHistogram()
        for value in 1...1_000 { histogram.record(.nanoseconds(value)) }
        let summary = try #require(LatencySummary(histogram))
        #expect(summary.count == 1_000)
        #expect(summary.min == .nanoseconds(1))
        #expect(summary.mean == .nanoseconds(1_001) / 2)
        #expect(summary.p50 == .nanoseconds(500))
        #expect(summary.p75 == .nanoseconds(750))
        #expect(summary.p90 == .nanoseconds(900))
        #expect(summary.p95 == .nanoseconds(950))
        #expect(summary.p99 == .nanoseconds(990))
        #expect(summary.p999 == .nanoseconds(999))
        #expect(summary.max == .nanoseconds(1_000))
    }

    @Test func countsWhatIsBelowZeroAsZero() {
        var histogram = LatencyHistogram()
        histogram.record(.nanoseconds(-5))
        #expect(histogram.max == .zero)
        #expect(histogram.count == 1)
    }
}
