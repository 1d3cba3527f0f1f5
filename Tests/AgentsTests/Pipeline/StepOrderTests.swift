import JSON
import Orchestration
import Testing

@testable import Agents

/// Which steps run, when, and with what.
@Suite struct StepOrderTests {
    @Test func stepsRunOneAfterTheOtherByDefault() async throws {
        let run = try Run(
            """
            - {id: one, uses: echo, with: {n: 1}}
            - {id: two, uses: echo, with: {n: 2, before: "${steps.one.output.n}"}}
            - {id: three, uses: echo, with: {n: 3, before: "${steps.two.output}"}}
            """, result: "{last: \"${steps.three.output.before.before}\"}", tools: ["echo": { $0 }])
        let result = try await run.result()
        #expect(run.log.inputs == [["n": 1], ["n": 2, "before": 1], ["n": 3, "before": ["n": 2, "before": 1]]])
        #expect(result["last"] == 1)
    }

    @Test func stepsWithoutNeedsBetweenThemRunSideBySide() async throws {
        let meeting = Meeting(of: 3)
        let run = try Run(
            """
            - {id: one, uses: meet}
            - {id: two, uses: meet, needs: []}
            - {id: three, uses: meet, needs: []}
            - {id: last, uses: echo, needs: [one, two, three]}
            """,
            tools: [
                "meet": { input throws(ToolError) in
                    await meeting.join()
                    return input
                }, "echo": { $0 },
            ])
        let result = try await run.result()
        #expect(
            result["steps"]?.arrayValue?.map { $0["status"] } == ["completed", "completed", "completed", "completed"])
    }

    @Test func aStepStartsAsSoonAsItsOwnNeedsAreDone() throws {
        let run = try Run(
            """
            - {id: slow, uses: echo}
            - {id: quick, uses: echo, needs: []}
            - {id: after, uses: echo, needs: quick}
            - {id: last, uses: echo, needs: [slow, after]}
            """, tools: ["echo": { $0 }])
        var state = try run.state()
        let first = state.begin(at: .zero).calls
        #expect(first.map(\.step) == [0, 1])
        let second = state.finish(first[1], .success(1), at: .seconds(1)).calls
        #expect(second.map(\.step) == [2])
        #expect(state.finish(second[0], .success(1), at: .seconds(2)).calls.isEmpty)
        let last = state.finish(first[0], .success(1), at: .seconds(3))
        #expect(last.calls.map(\.step) == [3] && last.end == nil)
        #expect(state.finish(last.calls[0], .success(1), at: .seconds(4)).end != nil)
    }

    @Test func aSkippedStepLeavesNullAndItsDependantsRun() async throws {
        let run = try Run(
            """
            - {id: one, uses: echo, if: "${params.go}"}
            - id: two
              uses: echo
              with:
                {output: "${steps.one.output.a.b}", status: "${steps.one.status}", safe: "${steps.one.output.n > 1}"}
            """, more: "input_schema: {type: object, properties: {go: {type: boolean, default: false}}}",
            tools: ["echo": { $0 }])
        let result = try await run.result()
        #expect(run.log.inputs == [["status": "skipped", "safe": false]])
        #expect(result["steps"]?[0] == ["id": "one", "status": "skipped", "duration_ms": 0])
        _ = try await run.result(parameters: ["go": true])
        #expect(run.log.calls.count == 3)
    }

    @Test func conditionsMayBePlainTruth() async throws {
        let run = try Run(
            """
            - {id: one, uses: echo, if: false}
            - {id: two, uses: echo, if: true}
            """, tools: ["echo": { $0 }])
        let result = try await run.result()
        #expect(result["steps"]?.arrayValue?.map { $0["status"] } == ["skipped", "completed"])
    }

    @Test func defaultsAndTaskReachTheExpressions() async throws {
        let run = try Run(
            "- {id: one, uses: echo, with: {params: \"${params}\", task: \"${task}\"}}",
            more: """
                input_schema:
                  type: object
                  properties:
                    ports: {type: array, default: [1, 2]}
                    deep: {type: object, properties: {level: {type: integer, default: 3}}}
                """, tools: ["echo": { $0 }])
        _ = try await run.result(parameters: ["deep": [:]])
        #expect(run.log.inputs.first?["params"] == ["deep": ["level": 3], "ports": [1, 2]])
        let task = try #require(run.log.inputs.first?["task"]?.objectValue)
        #expect(
            task == [
                "id": "task_1", "title": "A task", "description": nil, "task_type": "a", "target": "example.com",
                "priority": 7, "owner": "ann", "attempt": 2, "created_at": "1970-01-01T00:00:01.000Z",
            ])
        #expect(task.keys.sorted() == Paths.taskMembers.sorted())
    }

    @Test func aLongChainOfSkippedStepsDoesNotExhaustTheStack() async throws {
        let steps = (0..<1_000).map { "- {id: s\($0), uses: echo, if: false}" }.joined(separator: "\n")
        let run = try Run(steps, tools: ["echo": { $0 }])
        let result = try await run.result()
        #expect(result["steps"]?.arrayValue?.count == 1_000)
        #expect(run.fractions.last == 1)
    }
}
