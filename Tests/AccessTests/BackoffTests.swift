import Testing

@testable import Access

@Suite struct BackoffTests {
    static let second: Int64 = 1_000_000_000

    @Test func doublesFromOneSecondToFiveMinutes() {
        var backoff = Backoff()
        var waits: [Int] = []
        for _ in 1...14 {
            backoff.failed("ann", now: Self.second)
            waits.append(backoff.waitSeconds("ann", now: Self.second))
        }
        #expect(waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    }

    @Test func roundsTheRestUpAndEndsOnTheNanosecond() {
        var backoff = Backoff(Backoff.Rule(grace: 0))
        backoff.failed("ann", now: 0)
        backoff.failed("ann", now: 0)
        #expect(backoff.waitSeconds("ann", now: 0) == 2)
        #expect(backoff.waitSeconds("ann", now: 1) == 2)
        #expect(backoff.waitSeconds("ann", now: Self.second) == 1)
        #expect(backoff.waitSeconds("ann", now: 2 * Self.second - 1) == 1)
        #expect(backoff.waitSeconds("ann", now: 2 * Self.second) == 0)
    }

    @Test func startsAnewAfterSuccessAndAfterALongRest() {
        var backoff = Backoff(Backoff.Rule(grace: 0))
        for _ in 0..<5 { backoff.failed("ann", now: 0) }
        #expect(backoff.waitSeconds("ann", now: 0) == 16)
        backoff.succeeded("ann")
        #expect(backoff.waitSeconds("ann", now: 0) == 0)
        for _ in 0..<5 { backoff.failed("ann", now: 0) }
        backoff.failed("ann", now: 901 * Self.second)
        #expect(backoff.waitSeconds("ann", now: 901 * Self.second) == 1)
    }

    @Test func countsEachKeyForItself() {
        var backoff = Backoff(Backoff.Rule(grace: 0))
        backoff.failed("ann", now: 0)
        #expect(backoff.waitSeconds("bob", now: 0) == 0)
    }

    @Test func neverOverflows() {
        var backoff = Backoff(Backoff.Rule(grace: 0))
        for _ in 0..<1_000 { backoff.failed("ann", now: 0) }
        #expect(backoff.waitSeconds("ann", now: 0) == 300)
    }
}
