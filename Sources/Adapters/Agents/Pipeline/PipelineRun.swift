import JSON
import Orchestration

/// Carries out what a `PipelineState` asks for, and tells it how that ended.
struct PipelineRun: Sendable {
    let agent: Agent
    let task: TaskRecord
    let tools: ToolTable
    let context: ToolContext
    let clock: any Clock<Duration>
    let report: @Sendable (AgentProgress) async -> Void

    /// Runs to the end of the pipeline.
    ///
    /// Calls that are still running when it fails are cancelled and awaited.
    func run() async -> Result<JSONValue, TaskFailure> {
        let elapsed = clock.stopwatch()
        return await withTaskGroup(of: Ended.self) { group in
            var state = PipelineState(agent: agent, task: task)
            var moves = state.begin(at: elapsed())
            while true {
                for call in moves.calls { group.addTask { await perform(call) } }
                for progress in moves.reports { await report(progress) }
                if let end = moves.end {
                    group.cancelAll()
                    return end
                }
                // A state that has not ended has calls running, so the group is not empty.
                guard let ended = await group.next() else { return .failure(Self.stalled) }
                moves = state.finish(ended.call, ended.outcome, at: elapsed())
            }
        }
    }

    private struct Ended: Sendable {
        var call: PipelineState.Call
        var outcome: Result<JSONValue, StepFailure>
    }

    private func perform(_ call: PipelineState.Call) async -> Ended {
        let step = agent.steps[call.step]
        guard let tool = tools[step.tool] else {
            let failure = StepFailure(reason: .other, message: "there is no tool \"\(step.tool)\"")
            return Ended(call: call, outcome: .failure(failure))
        }
        let toolCall = ToolCall(step: step, tool: tool, input: call.input, context: context, clock: clock)
        return Ended(call: call, outcome: await toolCall.run())
    }

    private static let stalled = TaskFailure(code: "AGENT_FAILED", detail: "No step of the agent can start")
}
