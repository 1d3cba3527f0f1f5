import JSON
import Orchestration
import TestSupport
import Testing

@testable import Agents

/// What an agent gives back, and what it takes.
@Suite struct ResultTests {
    private static let finding: JSONValue = [
        "rule": "a.b", "severity": "low", "title": "T", "evidence": ["x": 1], "remedy": "R",
    ]

    /// A run of one step that outputs `output`.
    private static func run(_ result: String, _ output: JSONValue) throws -> Run {
        try Run("- {id: one, uses: give}", result: result, tools: ["give": { _ throws(ToolError) in output }])
    }

    @Test func theTemplateIsFilledAndTheStepsAreRecorded() async throws {
        let run = try Self.run(
            "{summary: \"${task.target}: ${len(steps.one.output)}\", findings: \"${steps.one.output}\", grade: A}",
            [Self.finding])
        #expect(
            try await run.result() == [
                "summary": "example.com: 1", "findings": [Self.finding], "grade": "A", "quality": 1.0,
                "steps": [["id": "one", "status": "completed", "duration_ms": 0]],
            ])
    }

    @Test(arguments: [(0, "no findings"), (1, "1 finding"), (2, "2 findings")])
    func aResultWithoutSummaryGetsOne(_ count: Int, _ text: String) async throws {
        let run = try Self.run(
            "{findings: \"${steps.one.output}\"}", .array(Array(repeating: Self.finding, count: count)))
        #expect(try await run.result()["summary"] == .string("Agent A: \(text) on example.com"))
    }

    @Test func aResultWithoutFindingsHasNone() async throws {
        let run = try Self.run("{summary: \"${steps.one.output.s}\", findings: \"${steps.one.output.f}\"}", [:])
        let result = try await run.result()
        #expect(result["findings"] == [] && result["summary"] == "Agent A: no findings on example.com")
    }

    static let faults: [(String, JSONValue, String)] = [
        ("{summary: \"${steps.one.output}\"}", 3, "result.summary must be a string, was 3"),
        ("{findings: \"${steps.one.output}\"}", "x", "result.findings must be an array, was a string"),
        ("{findings: \"${steps.one.output}\"}", [1], "result.findings[0] must be an object, was 1"),
        (
            "{findings: \"${steps.one.output}\"}",
            [["rule": "a", "severity": "dire", "title": "T", "evidence": [], "remedy": ""]],
            """
            result.findings[0].severity must be "critical", "high", "medium", "low" or "info", was "dire"
            """
        ),
        ("{x: \"${len(steps.one.output)}\"}", 3, "result.x: len needs a text, a list or an object, not a number"),
    ]

    @Test(arguments: faults)
    func whatBreaksThePromiseOfAResultFailsTheAgent(_ result: String, _ output: JSONValue, _ fault: String) async throws
    {
        let outcome = try await Self.run(result, output).outcome()
        #expect(outcome == .failure(TaskFailure(code: "AGENT_FAILED", detail: "Agent a failed: \(fault)")))
    }

    @Test func parametersAreHeldAgainstTheSchema() throws {
        let catalogue = try AgentCatalogue.load(Array(Files.correct.utf8), file: "agents.yaml", tools: Files.tools)
            .catalogue
        let runner = PipelineRunner(catalogue: catalogue, tools: Files.tools, context: .forTests, clock: ManualClock())
        #expect(runner.problems(agent: "prober", parameters: [:]).isEmpty)
        #expect(
            runner.problems(agent: "prober", parameters: ["ports": [80, 0], "deep": ["level": "x"]]) == [
                InputProblem(pointer: "/ports/1", keyword: "minimum", message: "must be at least 1, was 0"),
                InputProblem(pointer: "/deep/level", keyword: "type", message: "must be an integer, was a string"),
            ])
        #expect(runner.problems(agent: "nobody", parameters: [:]).isEmpty)
    }

    @Test func theProfileSaysWhatTheFileSays() throws {
        let catalogue = try AgentCatalogue.load(Array(Files.correct.utf8), file: "agents.yaml", tools: Files.tools)
            .catalogue
        #expect(
            catalogue.profiles == [
                AgentProfile(
                    id: "prober", displayName: "Prober", description: "Probes a host.", type: "pipeline",
                    taskTypes: ["probe"], tags: ["test"], enabled: true, concurrency: 2, maxAttempts: 3,
                    timeout: .seconds(120))
            ])
        let steps = try #require(catalogue.agents["prober"]?.steps)
        #expect(steps.map(\.needs) == [[], [0], [0, 1]])
        #expect(steps.map(\.timeout) == [.seconds(30), .seconds(30), .seconds(30)])
        #expect(steps.map(\.retry.attempts) == [2, 3, 2])
        #expect(steps.map(\.retry.backoff) == [.milliseconds(500), .seconds(1), .milliseconds(500)])
        #expect(steps.map(\.weight) == [1, 4, 1])
    }
}
