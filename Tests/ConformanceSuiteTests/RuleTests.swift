import Testing

@testable import ConformanceSuite

@Suite struct RuleTests {
    @Test func everyRuleHasAnIdOfItsOwn() {
        let ids = ConformanceSuite.rules.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.count > 50)
    }
}
