import JSON

/// Warns where two enabled agents take the same type of task: both run then, one after the other.
///
/// Where `task_types` says how they share the work, somebody has thought of it.
enum TaskTypesAreClaimedOnce {
    static func diagnostics(of agents: [AgentDraft], planned: [TaskTypeDraft]) -> [Diagnostic] {
        let planned = Set(planned.map(\.type.value))
        var owners: [String: String] = [:]
        var found: [Diagnostic] = []
        for agent in agents where agent.enabled {
            for type in agent.taskTypes {
                guard let owner = owners[type.value] else {
                    owners[type.value] = agent.id.value
                    continue
                }
                let isOwn = owner == agent.id.value
                if !isOwn, planned.contains(type.value) { continue }
                found.append(
                    Diagnostic(
                        .warning, code: "shared-task-type",
                        isOwn
                            ? "the task type \"\(type.value)\" is listed twice"
                            : "the task type \"\(type.value)\" is also taken by \"\(owner)\"",
                        help: isOwn ? nil : "both agents will run on such a task, \"\(owner)\" first", at: type))
            }
        }
        return found
    }
}
