import JSON

/// How the agents of one type of task share the work, as written.
struct TaskTypeDraft {
    var type: Sourced<String>
    /// nil if `agents` is not given: then those take part that list the type.
    var members: [TeamMemberDraft]?
    var mode: String?
    var onFailure: String?
    var timeout: Duration?
    var inputSchema: Sourced<Node>?

    /// Every expression of the type.
    var expressions: [Sourced<Expression>] {
        (members ?? []).flatMap { ($0.target?.expressions ?? []) + ($0.params?.expressions ?? []) }
    }

    /// The names of its agents in their order, those of the file where it names none.
    func team(among agents: [AgentDraft]) -> [String] {
        if let members { return members.map(\.agent.value) }
        return agents.filter { $0.taskTypes.contains { $0.value == type.value } }.map(\.id.value)
    }
}

/// One agent of a type of task, as written.
struct TeamMemberDraft {
    var agent: Sourced<String>
    /// What it works on; the target of the task if it is not given.
    var target: SourcedTemplate?
    /// What it gets as parameters; those of the task if they are not given.
    var params: SourcedTemplate?
    var weight: Int?
}
