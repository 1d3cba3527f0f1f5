import JSON
import Orchestration
import TestSupport
import Testing

@testable import Agents

/// What each agent of a task gets, and how agents.yaml says who works when.
@Suite struct SharingTests {
    private static let text = """
        version: "1"
        task_types:
          review:
            agents:
              - agent: port
                params: {ports: ["${params.first}", 443], name: "${params.nick}", fixed: 3}
                weight: 3
              - agent: page
                target: "http://${task.target}:${params.first}/"
            mode: parallel
            on_failure: continue
            timeout: 20m
            input_schema:
              type: object
              properties: {first: {type: integer, maximum: 70000, default: 80}, nick: {type: string}}
          page: {mode: parallel}
        agents:
          port:
            type: pipeline
            description: Looks at ports.
            task_types: [port]
            input_schema:
              type: object
              additionalProperties: false
              properties:
                ports: {type: array, items: {type: integer, maximum: 65535}, minItems: 1, default: [22]}
                name: {type: string, default: nobody}
                fixed: {type: integer}
            steps: [{id: echo, uses: fake.echo, with: {all: "${params}", target: "${task.target}"}}]
            result: {summary: done, got: "${steps.echo.output}"}
          page:
            type: pipeline
            description: Looks at a page.
            task_types: [page]
            steps: [{id: echo, uses: fake.echo, with: {target: "${task.target}"}}]
            result: {summary: done, got: "${steps.echo.output}"}
        """

    private static func runner(_ text: String = text) throws -> PipelineRunner {
        let tools = [FakeTool("fake.echo")]
        let catalogue = try AgentCatalogue.load(Array(text.utf8), file: "agents.yaml", tools: tools).catalogue
        return PipelineRunner(catalogue: catalogue, tools: tools, context: .forTests, clock: ManualClock())
    }

    private static func task(_ parameters: JSONValue) -> NewTask {
        NewTask(
            title: "A task", taskType: "review", target: "example.com", priority: 5, parameters: parameters,
            owner: "ann")
    }

    private static func got(_ agent: String, _ parameters: JSONValue) async throws -> JSONValue? {
        var task = Run.task(parameters)
        (task.taskType, task.assignedAgents) = ("review", ["port", "page"])
        return try await runner().run(agent: agent, task: task) { _ in }["got"]
    }

    @Test func aTypeOfTaskBecomesAPlan() throws {
        let runner = try Self.runner()
        #expect(
            runner.plans == [
                TaskPlan(taskType: "page", agents: ["page"], mode: .parallel),
                TaskPlan(
                    taskType: "review", agents: ["port", "page"], mode: .parallel, onFailure: .continue,
                    timeout: .seconds(1200), weights: ["port": 3]),
            ])
        #expect(runner.agents.map(\.taskTypes) == [["port", "review"], ["page", "review"]])
    }

    @Test func eachAgentGetsItsPart() async throws {
        let first = try await Self.got("port", ["first": 8080, "nick": "ed"])
        #expect(first == ["all": ["ports": [8080, 443], "name": "ed", "fixed": 3], "target": "example.com"])
        #expect(try await Self.got("page", ["first": 8080]) == ["target": "http://example.com:8080/"])
    }

    @Test func defaultsOfTheTypeAndOfTheAgentAreFilledIn() async throws {
        let got = try await Self.got("port", [:])
        #expect(got == ["all": ["ports": [80, 443], "name": "nobody", "fixed": 3], "target": "example.com"])
        #expect(try await Self.got("page", [:]) == ["target": "http://example.com:80/"])
    }

    @Test func aTaskThatDoesNotFitItsTypeIsRefused() throws {
        let problems = try Self.runner().problems(agent: "page", task: Self.task(["first": 70_001]))
        #expect(
            problems == [
                InputProblem(pointer: "/first", keyword: "maximum", message: "must be at most 70000, was 70001")
            ])
    }

    @Test func whatAnAgentRefusesIsNamedWhereItComesFrom() throws {
        let runner = try Self.runner()
        #expect(runner.problems(agent: "port", task: Self.task(["first": 80, "nick": "ed"])) == [])
        let problems = runner.problems(agent: "port", task: Self.task(["first": 66_000]))
        #expect(
            problems == [
                InputProblem(pointer: "/first", keyword: "maximum", message: "must be at most 65535, was 66000")
            ])
        let computed = try Self.runner(
            Self.text.replacing("${params.first}\", 443", with: "${max(params.first, 0)}\", 443"))
        let unknown = computed.problems(agent: "port", task: Self.task(["first": 66_000]))
        #expect(unknown.map(\.pointer) == [""])
        #expect(unknown.map(\.message) == ["what port gets of it at /ports/0 must be at most 65535, was 66000"])
    }

    @Test func aTypeThatNobodyPlannedGoesToItsAgentAsItIs() throws {
        var task = Self.task(["ports": []])
        task.taskType = "port"
        let problems = try Self.runner().problems(agent: "port", task: task)
        #expect(problems.map(\.pointer) == ["/ports"])
    }
}
