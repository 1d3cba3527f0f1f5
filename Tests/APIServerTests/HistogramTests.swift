import Testing

@testable import APIServer

@Suite struct HistogramTests {
    @Test func boundsAreTheNumbersThatAreWrittenSo() {
        #expect(Histogram.bounds.first == 0.0001)
        #expect(Histogram.bounds.contains(0.0025))
        #expect(Histogram.bounds.last == 80)
        #expect(Histogram.bounds == Histogram.bounds.sorted())
        #expect(
            Histogram.published.map { Histogram.bounds[$0] } == [
                0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50,
            ])
    }

    @Test func aValueOnABoundBelongsBelowIt() {
        var histogram = Histogram()
        histogram.record(0.001)
        histogram.record(0.0011)
        let index = Histogram.bounds.firstIndex(of: 0.001) ?? 0
        #expect(histogram.count(upTo: index) == 1)
        #expect(histogram.count(upTo: index + 1) == 2)
    }

    @Test func nothingHasNoQuantile() { #expect(Histogram().quantile(0.5) == nil) }

    @Test func quantilesLieInTheBucketOfTheirValue() throws {
        var histogram = Histogram()
        for number in 1...1000 { histogram.record(Double(number) / 1000) }
        #expect(histogram.count == 1000)
        for share in [0.5, 0.95, 0.99] {
            let found = try #require(histogram.quantile(share))
            #expect(abs(found - share) < 0.03, "\(share): \(found)")
        }
    }

    @Test func whatIsBeyondTheLastBoundIsCounted() {
        var histogram = Histogram()
        histogram.record(1000)
        #expect(histogram.count == 1 && histogram.sum == 1000)
        #expect(histogram.quantile(0.5) == 80)
    }

    @Test func sumsAddUp() {
        var (one, other) = (Histogram(), Histogram())
        one.record(0.5)
        other.record(0.25)
        one.add(other)
        #expect(one.count == 2 && one.sum == 0.75)
    }
}
