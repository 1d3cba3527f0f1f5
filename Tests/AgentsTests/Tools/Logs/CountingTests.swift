import JSON
import Testing

@testable import Agents

/// Counters that stay within their memory and say when they are no longer exact.
@Suite struct CountingTests {
    @Test func countsExactlyUpToItsLimit() {
        var counter = TopCounter(limit: 4)
        for text in ["b", "a", "c", "a", "d", "b", "a"] { counter.add(text) }
        #expect(counter.top(3) == [.init(text: "a", count: 3), .init(text: "b", count: 2), .init(text: "c", count: 1)])
        #expect(counter.isExact && counter.distinct == 4 && counter.error == 0)
    }

    /// No count is further off than the counter says, and nothing frequent is lost.
    @Test func keepsWhatIsFrequentAmongManyTexts() throws {
        var counter = TopCounter(limit: 100)
        var truth: [String: Int] = [:]
        for index in 0..<20_000 {
            let text = index % 4 == 0 ? "often \(index % 12 / 4)" : "rare \(index)"
            counter.add(text)
            truth[text, default: 0] += 1
        }
        #expect(!counter.isExact && counter.distinct == nil)
        let top = counter.top(3)
        #expect(Set(top.map(\.text)) == ["often 0", "often 1", "often 2"])
        for item in counter.top(100) {
            let count = try #require(truth[item.text])
            #expect(item.count <= count && count <= item.count + counter.error)
        }
    }

    @Test func givesExactPercentilesByNearestRank() {
        var percentiles = Percentiles(limit: 100)
        #expect(percentiles.values(at: [0.5]) == nil)
        for value in (1...100).reversed() { percentiles.add(Double(value)) }
        #expect(percentiles.values(at: [0, 0.5, 0.95, 0.99, 1]) == [1, 50, 95, 99, 100])
        #expect(percentiles.isExact && percentiles.sum == 5_050)
    }

    @Test func staysWithinItsAccuracyBeyondTheLimit() throws {
        var percentiles = Percentiles(limit: 10)
        for value in 0..<50_000 { percentiles.add(Double(value) / 7) }
        let values = try #require(percentiles.values(at: [0.5, 0.9, 0.99, 1]))
        #expect(!percentiles.isExact)
        for (value, rank) in zip(values, [24_999.0, 44_999, 49_499, 49_999]) {
            #expect(abs(value - rank / 7) <= rank / 7 * (Percentiles.accuracy + 1e-9))
        }
    }

    @Test func widensItsSlotsWhenThereAreTooMany() {
        var table = TimeTable(limit: 3)
        for (line, minute) in [0, 1, 61, 62, -1].enumerated() {
            table.add(minute * 60_000, line: line + 1, isError: minute == 61)
        }
        #expect(table.seconds == 3_600)
        #expect(table.slots.mapValues(\.lines) == [0: 2, 1: 2, -1: 1])
        #expect(table.slots[1]?.errorRange == 3...3 && table.slots[0]?.errorRange == nil)
        #expect(table.start(of: 1) == 3_600_000)
    }

    @Test func findsBurstsAboveTheUsual() {
        var table = TimeTable()
        for minute in 0..<60 {
            let errors = minute == 30 ? 40 : minute == 31 ? 20 : minute % 3 == 0 ? 1 : 0
            for index in 0..<(errors + 3) {
                table.add(minute * 60_000, line: minute * 100 + index, isError: index < errors)
            }
        }
        #expect(
            Burst.find(.errors, in: table, least: 5) == [
                Burst(
                    kind: .errors, start: 1_800_000, end: 1_920_000, count: 60, peak: 40, median: 0, firstLine: 3_000,
                    lastLine: 3_119)
            ])
        #expect(Burst.find(.lines, in: table, least: 20).map(\.count) == [66])
        #expect(Burst.find(.errors, in: table, least: 41).isEmpty)
    }

    @Test func emptyMinutesAreMinutesToo() {
        var table = TimeTable()
        for index in 0..<30 { table.add(0, line: index, isError: true) }
        #expect(Burst.find(.errors, in: table, least: 5).isEmpty)
        table.add(600_000, line: 31, isError: false)
        #expect(Burst.find(.errors, in: table, least: 5).map(\.count) == [30])
    }

    @Test func neverDropsALineSilently() {
        var statistics = LogStatistics()
        let reader = LogReader(now: Timestamp(milliseconds: 0))
        let lines = ["2026-11-25T03:04:05Z ERROR x", "", "what is this", "{\"level\":\"info\",\"status\":500}", "   "]
        for line in lines {
            let bytes = Array(line.utf8)[...]
            statistics.add(bytes, reader.read(bytes))
        }
        #expect([statistics.lines, statistics.parsed, statistics.empty, statistics.unparsed] == [5, 2, 2, 1])
        #expect(statistics.unparsedExamples == [.init(line: 3, text: "what is this")])
        #expect(statistics.errors == 2 && statistics.errorLines == 1...4 && statistics.serverErrors == 1)
    }
}
