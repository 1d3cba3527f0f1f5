import APISpec
import JSON
import Testing

@testable import ConformanceSuite

/// Lifecycles: what was seen is held against states, moves and calls.
@Suite struct LifecycleRuleTests {
    private let script: ScriptedRun
    private let lifecycle: ResourceLifecycle

    init() throws {
        script = try ScriptedRun()
        lifecycle = try #require(script.run.spec.contract.lifecycles.first)
    }

    /// Runs a rule on what is said to have been seen.
    private func findings(
        _ rule: any Probe, calls: [(id: String, before: String, status: Int, body: String, after: String)] = [],
        courses: [[String]] = [], initial: [String] = [], ended: [(JSONValue, JSONValue)] = []
    ) async throws -> [String] {
        var trace = LifecycleWork.Trace(lifecycle: lifecycle, reader: try script.operation("getTask"))
        let ask = try script.ask("getTask")
        trace.courses = courses.map { (ask, $0) }
        trace.initial = initial.map { (ask, $0) }
        trace.ended = ended.map { (ask, $0.0, $0.1) }
        for call in calls {
            trace.calls.append(
                LifecycleWork.Call(
                    command: try #require(lifecycle.operations[call.id]), operation: try script.operation(call.id),
                    ask: try script.ask(call.id), before: call.before,
                    response: ScriptedRun.answer(call.status, call.body), after: call.after))
        }
        script.run.lifecycleTraces = [trace]
        // Nobody is logged in, so that the rule takes the trace it is given.
        try await rule.run(script.run)
        return script.findings(of: rule.rule)
    }

    @Test func readsWhatStatesLeadTo() {
        #expect(lifecycle.finals == ["completed", "failed", "cancelled"])
        #expect(lifecycle.reachable(from: "queued") == ["queued", "running", "completed", "failed"])
    }

    @Test func aCallThatTheStateAllowsSucceeds() async throws {
        let good = ("executeTask", "pending", 202, #"{"status": "running"}"#, "completed")
        #expect(try await findings(LifecycleAllowed(), calls: [good]) == [])
        let bad = ("executeTask", "pending", 202, #"{"status": "cancelled"}"#, "queued")
        #expect(try await findings(LifecycleAllowed(), calls: [bad]) == ["queued in its answer; cancelled"])
    }

    @Test func aCallThatTheStateForbidsIsRefused() async throws {
        let conflict = #"{"error_code": "TASK_STATE_CONFLICT"}"#
        let good = ("executeTask", "completed", 409, conflict, "completed")
        #expect(try await findings(LifecycleForbidden(), calls: [good]) == [])
        let bad = ("executeTask", "queued", 202, #"{"status": "queued"}"#, "queued")
        #expect(try await findings(LifecycleForbidden(), calls: [bad]) == ["409 TASK_STATE_CONFLICT; 202"])
    }

    @Test func aCallDuringAMoveMayGoEitherWay() async throws {
        let call = ("cancelTask", "running", 409, #"{"error_code": "TASK_STATE_CONFLICT"}"#, "completed")
        #expect(try await findings(LifecycleAllowed(), calls: [call]) == [])
        #expect(try await findings(LifecycleForbidden(), calls: [call]) == [])
    }

    @Test func statesFollowTheMoves() async throws {
        #expect(try await findings(LifecycleMoves(), courses: [["queued", "running", "completed"]]) == [])
        #expect(
            try await findings(LifecycleMoves(), courses: [["completed", "running"]])
                == ["a move of completed; completed, then running"])
    }

    @Test func theFirstStateIsTheInitialOne() async throws {
        #expect(try await findings(LifecycleInitial(), initial: ["pending", "queued"]) == ["pending; queued"])
    }

    @Test func whatHasEndedStays() async throws {
        let (then, later): (JSONValue, JSONValue) = (["status": "cancelled"], ["status": "completed"])
        #expect(try await findings(LifecycleFinal(), ended: [(then, then)]) == [])
        #expect(
            try await findings(LifecycleFinal(), ended: [(then, later)])
                == [#""status": "cancelled"; "status": "completed""#])
    }
}
