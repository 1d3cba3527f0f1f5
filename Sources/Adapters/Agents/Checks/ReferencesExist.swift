import JSON

/// Every path in an expression leads to something that exists.
struct ReferencesExist: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        let names = agent.steps.map(\.id.value).filter { !$0.isEmpty }
        let params = ParamsShape(agent.inputSchema?.node)
        return agent.expressions.flatMap { step, expression in
            // for_each itself is read before there is an item.
            let step = step.map { agent.steps[$0] }
            let isItemKnown = step?.items.map { $0.path != expression.path } ?? false
            let paths = Paths(steps: names, params: params, item: isItemKnown ? step?.item : nil)
            return expression.value.references.compactMap { paths.fault(in: $0) }
                .map { context.source.diagnostic($0, in: expression.node, path: expression.path) }
        }
    }
}

/// The paths that exist at one place of an agent.
struct Paths {
    /// The members that `task` has here.
    var task = Self.taskMembers
    var steps: [String]
    var params: ParamsShape
    var item: String?

    static let taskMembers = [
        "id", "title", "description", "task_type", "target", "priority", "owner", "attempt", "created_at",
    ]
    static let stepMembers = ["output", "status", "error"]

    /// What is wrong with a path, if anything is.
    func fault(in reference: Reference) -> ExpressionFault? {
        if reference.root.name == item { return nil }
        switch reference.root.name {
        case "task": return Self.unknown(reference.members.first, among: task, of: "task")
        case "params": return params.fault(in: reference)
        case "steps": return stepFault(in: reference)
        default:
            let known = ["task", "params", "steps"] + (item.map { [$0] } ?? [])
            let isItem = reference.root.name == "item" && item == nil
            return ExpressionFault(
                code: "unknown-name", message: "unknown name \"\(reference.root.name)\"",
                help: isItem
                    ? "there is an item only under if and with of a step with for_each"
                    : suggestion(for: reference.root.name, among: known),
                offset: reference.root.offset)
        }
    }

    private func stepFault(in reference: Reference) -> ExpressionFault? {
        guard let step = reference.members.first else {
            return ExpressionFault(
                code: "unknown-step", message: "\"steps\" alone has no value",
                help: "name the step: steps.<id>.output", offset: reference.root.offset)
        }
        guard steps.contains(step.name) else {
            return ExpressionFault(
                code: "unknown-step", message: "unknown step \"\(step.name)\"",
                help: suggestion(for: step.name, among: steps), offset: step.offset)
        }
        let member = reference.members.dropFirst().first
        return Self.unknown(member, among: Self.stepMembers, of: "steps.\(step.name)")
    }

    static func unknown(_ member: Reference.Member?, among known: [String], of owner: String) -> ExpressionFault? {
        guard let member, !known.contains(member.name) else { return nil }
        return ExpressionFault(
            code: "unknown-member", message: "\(owner) has no member \"\(member.name)\"",
            help: suggestion(for: member.name, among: known), offset: member.offset)
    }
}
