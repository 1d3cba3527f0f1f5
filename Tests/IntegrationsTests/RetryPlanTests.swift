import JSON
import Testing

@testable import Integrations

@Suite struct RetryPlanTests {
    static let plan = RetryPlan(
        timeout: .seconds(1), attempts: 6, firstWait: .seconds(4), longestWait: .seconds(30))

    @Test func theWaitsDoubleUpToTheLongestAndEndAtTheLastAttempt() {
        let waits = (1...6).map { Self.plan.wait(after: $0, chance: 0) }
        #expect(waits == [.seconds(4), .seconds(8), .seconds(16), .seconds(30), .seconds(30), nil])
    }

    @Test func chanceShortensAWaitByUpToHalf() {
        #expect(Self.plan.wait(after: 1, chance: 1) == .seconds(2))
        #expect(Self.plan.wait(after: 1, chance: 0.5) == .seconds(3))
    }

    @Test func aReceiverMayAskForALongerWaitWithinTheLongest() {
        #expect(Self.plan.wait(after: 1, chance: 0, asked: .seconds(20)) == .seconds(20))
        #expect(Self.plan.wait(after: 1, chance: 0, asked: .seconds(1)) == .seconds(4))
        #expect(Self.plan.wait(after: 1, chance: 0, asked: .seconds(900)) == .seconds(30))
    }
}
