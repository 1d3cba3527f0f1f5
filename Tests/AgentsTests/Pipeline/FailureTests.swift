import JSON
import Orchestration
import Synchronization
import TestSupport
import Testing

@testable import Agents

/// What happens when tools fail, hang or are cancelled.
@Suite struct FailureTests {
    private static func failing(_ kind: ToolError.Kind, _ message: String = "it broke") throws -> Run {
        try Run(
            "- {id: one, uses: fail}",
            tools: ["fail": { _ throws(ToolError) in throw ToolError(kind: kind, message: message) }])
    }

    @Test func aRefusedTargetHasItsOwnCode() async throws {
        let run = try Self.failing(.notAllowed, "10.0.0.1:80 may not be reached: no allow rule matches it")
        #expect(
            await run.outcome()
                == .failure(
                    TaskFailure(
                        code: "TARGET_NOT_ALLOWED",
                        detail: """
                            agents.yaml does not allow step "one" of agent a: 10.0.0.1:80 may not be reached: \
                            no allow rule matches it
                            """)))
    }

    @Test(arguments: [ToolError.Kind.connection, .timeout, .invalidInput, .protocolError])
    func everyOtherFailureIsTheAgents(_ kind: ToolError.Kind) async throws {
        #expect(
            try await Self.failing(kind).outcome()
                == .failure(TaskFailure(code: "AGENT_FAILED", detail: "Agent a failed: step \"one\": it broke")))
    }

    @Test func anExpressionWithoutValueFailsItsStep() async throws {
        let run = try Run("- {id: one, uses: echo, with: {a: {b: \"${len(task.priority)}\"}}}", tools: ["echo": { $0 }])
        #expect(
            await run.outcome()
                == .failure(
                    TaskFailure(
                        code: "AGENT_FAILED",
                        detail: """
                            Agent a failed: step "one": with.a.b: len needs a text, a list or an object, not a number
                            """)))
    }

    @Test func inputThatDoesNotFitNeverReachesTheTool() async throws {
        let log = CallLog()
        let tool = FakeTool(
            "strict", ["type": "object", "properties": ["port": ["type": "integer"]]], log: log)
        let file = """
            version: "1"
            agents:
              a:
                type: pipeline
                description: A test.
                task_types: [a]
                steps: [{id: one, uses: strict, with: {port: "${task.target}"}}]
                result: {}
            """
        let catalogue = try AgentCatalogue.load(Array(file.utf8), file: "agents.yaml", tools: [tool]).catalogue
        let runner = PipelineRunner(catalogue: catalogue, tools: [tool], context: .forTests, clock: ManualClock())
        await #expect(
            throws: TaskFailure(
                code: "AGENT_FAILED",
                detail: "Agent a failed: step \"one\": with.port must be an integer, was a string")
        ) { try await runner.run(agent: "a", task: Run.task([:])) { _ in } }
        #expect(log.calls.isEmpty)
    }

    @Test func aStepMayFailWhereTheFileSaysSo() async throws {
        let run = try Run(
            """
            - {id: one, uses: fail, continue_on_error: true}
            - {id: two, uses: echo, with: {a: "${steps.one.output}", b: "${steps.one.status}", c: "${steps.one.error}"}}
            """,
            tools: [
                "fail": { _ throws(ToolError) in throw ToolError(kind: .notAllowed, message: "no") }, "echo": { $0 },
            ])
        let result = try await run.result()
        #expect(run.log.inputs.last == ["b": "failed", "c": "no"])
        #expect(result["steps"]?[0] == ["id": "one", "status": "failed", "duration_ms": 0, "error": "no"])
        #expect(run.reports == ["0.5 one: one failed: no", "1.0 two: two completed"])
    }

    @Test func afterAFailureTheOthersAreCancelledAndNoneStarts() async throws {
        let meeting = Meeting(of: 2)
        let cancelled = Mutex(false)
        let run = try Run(
            """
            - {id: slow, uses: hang}
            - {id: bad, uses: fail, needs: []}
            - {id: next, uses: echo, needs: [slow]}
            """,
            tools: [
                "hang": { _ throws(ToolError) in
                    await meeting.join()
                    defer { cancelled.withLock { $0 = true } }
                    return try await untilCancelled()
                },
                "fail": { _ throws(ToolError) in
                    await meeting.join()
                    throw ToolError(kind: .connection, message: "refused")
                }, "echo": { $0 },
            ])
        #expect(
            await run.outcome()
                == .failure(TaskFailure(code: "AGENT_FAILED", detail: "Agent a failed: step \"bad\": refused")))
        #expect(cancelled.withLock { $0 })
        #expect(Set(run.log.calls.map(\.tool)) == ["hang", "fail"])
    }

    @Test func aTaskThatIsCancelledStopsItsTools() async throws {
        let meeting = Meeting(of: 2)
        let run = try Run(
            "- {id: one, uses: hang, continue_on_error: true, retry: {attempts: 5}}",
            tools: [
                "hang": { _ throws(ToolError) in
                    await meeting.join()
                    return try await untilCancelled()
                }
            ])
        let outcome = await withTaskGroup(of: Result<JSONValue, TaskFailure>?.self) { group in
            group.addTask { await run.outcome() }
            await meeting.join()
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(outcome == .failure(TaskFailure(code: "TASK_CANCELLED", detail: "Task task_1 was cancelled")))
        #expect(run.log.calls.count == 1)
    }

    @Test func anUnknownAgentIsNamed() async throws {
        let run = try Self.failing(.timeout)
        await #expect(
            throws: TaskFailure(code: "AGENT_FAILED", detail: "There is no agent b in agents.yaml")
        ) { try await run.runner.run(agent: "b", task: Run.task([:])) { _ in } }
    }
}
