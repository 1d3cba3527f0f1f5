import JSON
import Testing

@testable import ConformanceSuite

/// What was never asked is a finding.
@Suite struct VacuityTests {
    @Test func aCodeThatNeverCameIsAFindingUnlessTheSpecificationSaysWhy() async throws {
        let script = try ScriptedRun()
        script.run.seenCodes["getHealth"] = ["NOT_ACCEPTABLE"]
        try await CodesProduced().run(script.run)
        let own = script.run.ledger.cases([CodesProduced.rule]).filter {
            $0.subject.hasPrefix("GET /api/v1/system/health ")
        }
        #expect(
            own.map { "\($0.subject.split(separator: " ")[2]) \($0.verdict.rawValue)" } == [
                "NOT_ACCEPTABLE passed", "RATE_LIMIT_EXCEEDED failed", "INTERNAL_ERROR skipped",
                "SERVICE_UNAVAILABLE skipped", "DEADLINE_EXCEEDED skipped",
            ])
        #expect(own.filter { $0.verdict == .skipped }.allSatisfy { !$0.notes.isEmpty })
    }

    @Test func aStatusThatNeverCameIsAFinding() async throws {
        let script = try ScriptedRun()
        script.run.sightings.statuses["getHealth"] = [200]
        try await CodesReached().run(script.run)
        let failed = script.run.ledger.cases([CodesReached.rule]).filter { $0.verdict == .failed }.map(\.subject)
        #expect(!failed.contains("GET /api/v1/system/health 200"))
        #expect(failed.contains("POST /api/v1/tasks 201"))
    }

    @Test func aRoleThatNobodyHasIsAFinding() async throws {
        let script = try ScriptedRun()
        script.run.identities = [
            Identity(user: User(username: "vera", password: "p", role: "viewer"), token: "t", expiresIn: nil)
        ]
        try await VacuousRole().run(script.run)
        #expect(
            script.findings(of: VacuousRole.rule) == [
                "a user with the role operator; none in the list of users",
                "a user with the role admin; none in the list of users",
            ])
    }

    @Test func aRuleThatWasNeverHeldIsAFindingUnlessNothingIsThereForIt() async throws {
        let script = try ScriptedRun()
        script.run.skip(AuthRole.rule, "GET /a", "no user")
        script.run.skip(LiveBeat.rule, "WebSocket", "too seldom", .outOfTime)
        script.run.skip(LiveFirst.rule, "WebSocket", "no x-order", .nothingToStandOn)
        script.run.skip(BodySyntax.rule, "POST /a", "no user")
        script.run.check(BodySyntax.rule, "POST /b")
        try await VacuousRule().run(script.run)
        let failed = script.run.ledger.cases([VacuousRule.rule]).filter { $0.verdict == .failed }
        #expect(failed.map(\.subject) == ["auth.role"])
    }
}
