import JSON
import Orchestration
import Synchronization
import TestSupport
import Testing

@testable import Agents

/// Runs of agents with scripted tools and a clock that stands still.
struct Run: Sendable {
    let runner: PipelineRunner
    let catalogue: AgentCatalogue
    let clock = ManualClock()
    let log: CallLog
    private let progress = Progress()

    final class Progress: Sendable {
        private let entries = Mutex<[AgentProgress]>([])

        var all: [AgentProgress] { entries.withLock { $0 } }
        func add(_ entry: AgentProgress) { entries.withLock { $0.append(entry) } }
    }

    /// The agent "a", whose steps and result are the YAML given here, with one tool for each key of `tools`.
    init(
        _ steps: String, result: String = "{}", more: String = "",
        tools: [String: @Sendable (JSONValue) async throws(ToolError) -> JSONValue]
    ) throws {
        let file = """
            version: "1"
            agents:
              a:
                type: pipeline
                display_name: Agent A
                description: A test.
                task_types: [a]
                result: \(result)
            \(Self.indented(more, by: 4))
                steps:
            \(Self.indented(steps, by: 6))
            """
        let log = CallLog()
        let fakes = tools.map { FakeTool($0.key, log: log, body: $0.value) }
        do throws(Diagnostics) {
            catalogue = try AgentCatalogue.load(Array(file.utf8), file: "agents.yaml", tools: fakes).catalogue
        } catch {
            Issue.record("\(error.items.map(\.text).joined(separator: "\n"))")
            throw error
        }
        self.log = log
        runner = PipelineRunner(catalogue: catalogue, tools: fakes, context: .forTests, clock: clock)
    }

    /// The result, or why there is none.
    func outcome(parameters: JSONValue = [:]) async -> Result<JSONValue, TaskFailure> {
        do throws(TaskFailure) {
            return .success(
                try await runner.run(agent: "a", task: Self.task(parameters)) { [progress] in progress.add($0) })
        } catch {
            return .failure(error)
        }
    }

    func result(parameters: JSONValue = [:]) async throws -> JSONValue {
        try await outcome(parameters: parameters).get()
    }

    /// What was reported: "0.25 one: one completed".
    var reports: [String] { progress.all.map { "\($0.fraction) \($0.step ?? ""): \($0.message ?? "")" } }
    var fractions: [Double] { progress.all.map(\.fraction) }

    /// The new state of a run of agent "a", to be stepped by hand.
    func state(parameters: JSONValue = [:]) throws -> PipelineState {
        PipelineState(agent: try #require(catalogue.agents["a"]), task: Self.task(parameters))
    }

    static func task(_ parameters: JSONValue) -> TaskRecord {
        TaskRecord(
            id: "task_1", title: "A task", taskType: "a", target: "example.com", priority: 7, parameters: parameters,
            owner: "ann", status: .running, assignedAgents: ["a"], attempt: 2,
            createdAt: Timestamp(milliseconds: 1_000))
    }

    private static func indented(_ text: String, by count: Int) -> String {
        let margin = String(repeating: " ", count: count)
        return text.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")
    }
}
