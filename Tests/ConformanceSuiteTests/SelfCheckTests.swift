import Testing

@testable import ConformanceSuite

@Suite struct SelfCheckTests {
    @Test func findsWhatItMustAndNothingElse() async throws {
        #expect(await SelfCheck.missed(by: Trial.all) == [])
    }

    @Test func everyRuleOfATrialIsARuleOfTheSuite() {
        let known = Set(ConformanceSuite.rules.map(\.id))
        for trial in Trial.all {
            #expect(Set(trial.rules).isSubset(of: known), "\(trial.title)")
            #expect(trial.faults.isSubset(of: trial.rules), "\(trial.title)")
        }
    }

    @Test func failsWhereARuleFindsNothingItMustFind() async {
        let harmless = Trial(
            title: "keeps to its specification", script: { Trial.faithful($0, $1, $2) }, rules: ["path.undeclared"],
            faults: ["path.undeclared"])
        #expect(
            await SelfCheck.missed(by: [harmless]) == [
                "path.undeclared does not find a server that keeps to its specification"
            ])
    }

    @Test func failsWhereARuleFindsWhatIsNotThere() async {
        let broken = Trial(
            title: "fails at everything", script: { _, _, _ in Trial.answer(500, "") }, rules: ["http.no-server-error"],
            faults: [])
        #expect(
            await SelfCheck.missed(by: [broken]) == [
                "http.no-server-error finds fault with a server that fails at everything"
            ])
    }

    @Test func failsWhereARuleJudgesNothing() async {
        let idle = Trial(
            title: "has no Date", script: { Trial.faithful($0, $1, $2) }, rules: ["path.undeclared", "live.opens"],
            faults: [])
        #expect(await SelfCheck.missed(by: [idle]) == ["live.opens judges nothing of a server that has no Date"])
    }
}
