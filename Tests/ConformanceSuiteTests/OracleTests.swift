import JSON
import SchemaInstances
import Testing

@testable import ConformanceSuite

@Suite struct OracleTests {
    @Test func passesAResponseTimeOnlyWithEnoughSamples() {
        let quick = [Double](repeating: 3, count: OrderStatistics.samples)
        #expect(OrderStatistics.judge(quick, budget: 50, noise: 1) == .passed)
        #expect(
            OrderStatistics.judge(Array(quick.dropLast()), budget: 50, noise: 1)
                == .inconclusive("58 samples, 59 are needed"))
    }

    @Test func failsAResponseTimeOnlyBeyondTheNoise() {
        let slow = [Double](repeating: 80, count: 59)
        #expect(OrderStatistics.judge(slow, budget: 50, noise: 1) == .failed("p95 80.0 ms of 59 samples, noise 1.0 ms"))
        #expect(
            OrderStatistics.judge(slow, budget: 50, noise: 40)
                == .inconclusive("59 over the budget: p95 80.0 ms of 59 samples, noise 40.0 ms"))
        let mixed = [Double](repeating: 3, count: 56) + [Double](repeating: 80, count: 3)
        #expect(
            OrderStatistics.judge(mixed, budget: 50, noise: 1)
                == .inconclusive("3 over the budget: p95 80.0 ms of 59 samples, noise 1.0 ms"))
    }

    @Test func knowsTheBinomialTail() {
        #expect(abs(OrderStatistics.tail(atMost: 0, of: 59) - 0.048_495) < 0.000_01)
        #expect(abs(OrderStatistics.tail(atMost: 59, of: 59) - 1) < 0.000_01)
        #expect(OrderStatistics.tail(atLeast: 0, of: 59) == 1)
    }

    @Test func readsWhatIsLeftOfALimit() {
        #expect(RateHeaders.remaining("\"api\";r=99;t=1") == 99)
        #expect(RateHeaders.remaining(nil) == nil)
    }

    @Test func pacesBelowTheLimit() {
        var pacer = Pacer()
        let waits = (0..<6).map { _ in pacer.wait("a", quota: 4, windowSeconds: 1, burst: 4, now: 1_000) }
        // 4 a second, half the burst at once, each a hundredth later than promised.
        #expect(waits == [0, 0, 252_500_000, 505_000_000, 757_500_000, 1_010_000_000])
        #expect(pacer.wait("b", quota: 4, windowSeconds: 1, burst: 4, now: 1_000) == 0)
    }

    @Test func forgesTokensOfEveryKindAndNeverTheTokenItself() {
        var dice = Dice(seed: 1)
        let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let claims = Base64URL.encode(Array(#"{"sub":"ann","role":"viewer","exp":1}"#.utf8))
        let token = "\(header).\(claims).\(Base64URL.encode([UInt8](repeating: 9, count: 32)))"
        let forged = ForgedTokens.all(from: token, dice: &dice)
        #expect(forged.count == 11)
        #expect(!forged.map(\.1).contains(token))
        #expect(Set(forged.map(\.1)).count == 11)
        #expect(ForgedTokens.all(from: "opaque", dice: &dice).count == 3)
    }

    @Test(arguments: [
        ("auth.*", true), ("*", true), ("auth", false), ("*token", true), ("body.*", false), ("a*.m*", true),
    ])
    func choosesRulesByGlob(glob: String, isNamed: Bool) {
        #expect(Rule("auth.missing-token", "t", basis: "").isNamed(by: [glob]) == isNamed)
    }

    @Test func readsUsersAndNamesWhatIsMissing() throws {
        let text = "- {username: ann, password: \"x\", role: viewer}\n"
        #expect(
            try User.list(Array(text.utf8), file: "u.yaml") == [User(username: "ann", password: "x", role: "viewer")])
        let error = #expect(throws: Diagnostics.self) {
            try User.list(Array("- {username: ann, password: 5}\n".utf8), file: "u.yaml")
        }
        #expect(
            error?.items.map(\.message) == [
                "a user needs \"password\", as a string in quotes", "a user needs \"role\", as a string in quotes",
            ])
    }
}
