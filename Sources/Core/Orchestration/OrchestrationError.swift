/// Why the orchestrator refused.
public enum OrchestrationError: Error, Sendable, Equatable {
    case unknownTask(String)
    /// The task's state does not allow it; `wanted` names the states that do.
    case conflict(id: String, status: TaskStatus, wanted: String)
    /// No enabled agent takes this type of task; `known` are the types that are taken.
    case noAgent(taskType: String, known: [String])
    case invalidParameters([InputProblem])
    /// The idempotency key came with another request before.
    case keyReused(String)
    /// The task that was created under the idempotency key is not stored any more.
    case keyedTaskGone(String)
    /// The store failed, for this reason; trying again may help.
    case store(String)

    init(_ error: StoreError) {
        switch error {
        case .unknownTask(let id): self = .unknownTask(id)
        case .conflict(let id, let status, let wanted): self = .conflict(id: id, status: status, wanted: wanted)
        case .superseded(let id, let attempt): self = .store("run \(attempt) of task \(id) is over")
        case .duplicate(let id): self = .store("there is a task \(id) already")
        case .keyReused(let key): self = .keyReused(key)
        case .keyedTaskGone(let id): self = .keyedTaskGone(id)
        case .unavailable(let reason): self = .store(reason)
        }
    }
}
