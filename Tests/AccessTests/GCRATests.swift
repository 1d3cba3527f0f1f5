import TestSupport
import Testing

@testable import Access

@Suite struct GCRATests {
    static let second: Int64 = 1_000_000_000

    @Test func countsDownTheBurstAndThenRefuses() {
        let gcra = GCRA(Quota(limit: 5, windowSeconds: 1))
        var arrival: Int64 = 0
        let decisions = (0..<7).map { _ in gcra.take(&arrival, now: 0) }
        #expect(decisions.map(\.allowed) == [true, true, true, true, true, false, false])
        #expect(decisions.map(\.remaining) == [4, 3, 2, 1, 0, 0, 0])
        #expect(decisions.map(\.retryAfterSeconds) == [0, 0, 0, 0, 0, 1, 1])
        #expect(decisions.map(\.resetSeconds) == [1, 1, 1, 1, 1, 1, 1])
    }

    @Test func givesBackOneRequestAnInterval() {
        let gcra = GCRA(Quota(limit: 5, windowSeconds: 1))
        var arrival: Int64 = 0
        for _ in 0..<5 { _ = gcra.take(&arrival, now: 0) }
        #expect(!gcra.take(&arrival, now: 199_999_999).allowed)
        #expect(gcra.take(&arrival, now: 200_000_000).allowed)
        #expect(!gcra.take(&arrival, now: 200_000_000).allowed)
    }

    @Test func separatesBurstFromRate() {
        let gcra = GCRA(Quota(limit: 60, windowSeconds: 60, burst: 3))
        var arrival: Int64 = 0
        #expect((0..<4).map { _ in gcra.take(&arrival, now: 0).allowed } == [true, true, true, false])
        let refused = gcra.take(&arrival, now: Self.second / 2)
        #expect(refused == RateDecision(allowed: false, remaining: 0, resetSeconds: 3, retryAfterSeconds: 1))
        #expect(
            gcra.take(&arrival, now: Self.second)
                == RateDecision(allowed: true, remaining: 0, resetSeconds: 3, retryAfterSeconds: 0))
    }

    @Test func saysHowLongToWaitInWholeSecondsRoundedUp() {
        let gcra = GCRA(Quota(limit: 1, windowSeconds: 10))
        var arrival: Int64 = 0
        _ = gcra.take(&arrival, now: 0)
        #expect(gcra.take(&arrival, now: 1).retryAfterSeconds == 10)
        #expect(gcra.take(&arrival, now: Self.second).retryAfterSeconds == 9)
        #expect(gcra.take(&arrival, now: 9 * Self.second + 1).retryAfterSeconds == 1)
        #expect(gcra.take(&arrival, now: 10 * Self.second).allowed)
    }

    /// Remaining is what an impatient caller really gets, and Retry-After is when it really goes on.
    @Test(arguments: [
        Quota(limit: 100, windowSeconds: 1), Quota(limit: 7, windowSeconds: 3), Quota(limit: 3, windowSeconds: 1),
        Quota(limit: 60, windowSeconds: 60, burst: 5), Quota(limit: 1, windowSeconds: 3_600, burst: 4),
    ])
    func givesExactFigures(quota: Quota) {
        let gcra = GCRA(quota)
        var random = Seeded(state: UInt64(quota.limit))
        for _ in 0..<200 {
            var arrival: Int64 = 0
            var now: Int64 = 0
            for _ in 0..<Int.random(in: 1...2 * quota.burst, using: &random) {
                now += Int64.random(in: 0...gcra.interval, using: &random)
                _ = gcra.take(&arrival, now: now)
            }
            let decision = gcra.take(&arrival, now: now)
            var rest = 0
            while gcra.take(&arrival, now: now).allowed { rest += 1 }
            #expect(rest == decision.remaining)
            let refused = gcra.take(&arrival, now: now)
            var early = arrival
            #expect(refused.retryAfterSeconds >= 1)
            #expect(
                gcra.take(&early, now: now + Int64(refused.retryAfterSeconds) * Self.second).allowed)
            var fresh = arrival
            let full = gcra.take(&fresh, now: now + Int64(refused.resetSeconds) * Self.second)
            #expect(full.remaining == quota.burst - 1)
        }
    }

    @Test func neverLetsThroughMoreThanTheQuotaInTheLongRun() {
        let gcra = GCRA(Quota(limit: 7, windowSeconds: 3))
        var arrival: Int64 = 0
        var allowed = 0
        for step in 0..<30_000 where gcra.take(&arrival, now: Int64(step) * 1_000_000).allowed { allowed += 1 }
        #expect(allowed == 7 + 69)
    }

    @Test func bearsAbsurdQuotas() {
        var arrival: Int64 = 0
        let centuries = GCRA(Quota(limit: 1, windowSeconds: 1_000_000_000, burst: .max))
        #expect(centuries.take(&arrival, now: 0).allowed)
        let nothing = GCRA(Quota(limit: 0, windowSeconds: 0, burst: 0))
        arrival = 0
        #expect(nothing.take(&arrival, now: 0).remaining == 0)
    }
}
