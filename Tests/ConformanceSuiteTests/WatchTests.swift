import JSON
import Testing

@testable import ConformanceSuite

/// Rules that judge every answer, each with an answer that keeps to it and one that does not.
@Suite struct WatchTests {
    private func judge(_ watch: any Watch, _ script: ScriptedRun, _ ask: Ask, _ answers: [String], status: Int = 200) {
        for body in answers {
            watch.judge(Exchange(ask: ask, response: ScriptedRun.answer(status, body)), script.run)
        }
    }

    @Test func whatIsSentComesBack() throws {
        let script = try ScriptedRun()
        let rest = #""description": "d", "task_type": "security_scan", "target": "example.com", "parameters": {}"#
        let ask = try script.ask("createTask", body: #"{"title": "A b", "priority": 3, \#(rest)}"#)
        judge(EchoMembers(), script, ask, [#"{"title": "A b", "priority": 3, \#(rest)}"#], status: 201)
        #expect(script.findings(of: EchoMembers.rule) == [])
        judge(EchoMembers(), script, ask, [#"{"title": "A B", "priority": 3, \#(rest)}"#], status: 201)
        #expect(script.findings(of: EchoMembers.rule) == ["\"title\": \"A b\"; \"title\": \"A B\""])

        let broken = try script.ask("createTask", body: #"{"title": "A b", "priority": "3", \#(rest)}"#)
        judge(EchoMembers(), script, broken, [#"{"title": "A b", "priority": 3, \#(rest)}"#], status: 201)
        #expect(script.findings(of: EchoMembers.rule).count == 1, "what breaks its schema need not come back")
    }

    @Test func figuresAgree() throws {
        let script = try ScriptedRun()
        let ask = try script.ask("listAgents")
        judge(InvariantHolds(), script, ask, [#"{"total": 1, "items": [{}]}"#, #"{"total": 2, "items": [{}]}"#])
        #expect(
            script.findings(of: InvariantHolds.rule)
                == [#"/total == count(/items); {"total":2,"items":[{}]}"#])
    }

    @Test func figuresDoNotFall() throws {
        let script = try ScriptedRun()
        let ask = try script.ask("getOrchestratorStatus")
        judge(
            InvariantMonotonic(), script, ask, [#"{"total_tasks": 4}"#, #"{"total_tasks": 4}"#, #"{"total_tasks": 3}"#])
        #expect(script.findings(of: InvariantMonotonic.rule) == ["/total_tasks of at least 4.0; 3.0"])
    }

    @Test func aRefusalNamesThePlace() throws {
        let script = try ScriptedRun()
        let ask = try script.ask("createTask", body: "{}", fault: "/priority")
        let named = #"{"error_code": "VALIDATION_ERROR", "errors": [{"pointer": "/priority"}]}"#
        judge(ErrorNamesFault(), script, ask, [named], status: 400)
        #expect(script.findings(of: ErrorNamesFault.rule) == [])
        judge(ErrorNamesFault(), script, ask, [#"{"error_code": "VALIDATION_ERROR", "errors": []}"#], status: 400)
        #expect(script.findings(of: ErrorNamesFault.rule) == ["a fault at \"/priority\"; faults at []"])
    }

    @Test func aDefaultIsInTheAnswer() throws {
        let script = try ScriptedRun()
        let ask = try script.ask("createTask", body: #"{"title": "A", "parameters": {}}"#)
        judge(PositiveDefault(), script, ask, [#"{"priority": 5}"#, #"{"priority": 6}"#], status: 201)
        #expect(script.findings(of: PositiveDefault.rule) == ["\"priority\": 5; \"priority\": 6"])
    }
}
