import Orchestration

/// Why a step ended without an output.
struct StepFailure: Error, Equatable {
    enum Reason: Equatable {
        /// The policy for the network or for files does not let the step reach its target.
        case refused
        /// A time limit of agents.yaml passed.
        case limit
        /// The whole task was cancelled.
        case cancelled
        case other

        /// The code in the error catalogue.
        fileprivate var code: String {
            switch self {
            case .refused: "TARGET_NOT_ALLOWED"
            case .limit: "TASK_TIMEOUT"
            case .cancelled: "TASK_CANCELLED"
            case .other: "AGENT_FAILED"
            }
        }
    }

    var reason: Reason
    /// What happened, without naming the step: "did not finish within 30s".
    var message: String

    /// The failure of the whole task when nothing lets the agent go on.
    func taskFailure(step: String, agent: String) -> TaskFailure {
        let detail =
            switch reason {
            case .refused: "agents.yaml does not allow step \"\(step)\" of agent \(agent): \(message)"
            case .limit: "Step \"\(step)\" of agent \(agent) \(message)"
            case .cancelled: "Step \"\(step)\" of agent \(agent) was cancelled"
            case .other: "Agent \(agent) failed: step \"\(step)\": \(message)"
            }
        return TaskFailure(code: reason.code, detail: detail)
    }
}
