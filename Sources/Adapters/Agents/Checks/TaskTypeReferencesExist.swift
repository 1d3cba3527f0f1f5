import JSON

/// What a type of task hands to its agents reads only what is known when a task is created.
struct TaskTypeReferencesExist: TaskTypeCheck {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic] {
        let paths = Paths(task: TaskType.taskMembers, steps: [], params: ParamsShape(type.inputSchema?.node), item: nil)
        return type.expressions.flatMap { expression in
            expression.value.references.compactMap { fault(in: $0, paths) }
                .map { context.source.diagnostic($0, in: expression.node, path: expression.path) }
        }
    }

    private func fault(in reference: Reference, _ paths: Paths) -> ExpressionFault? {
        if reference.root.name == "task" || reference.root.name == "params" { return paths.fault(in: reference) }
        return ExpressionFault(
            code: "unknown-name", message: "unknown name \"\(reference.root.name)\"",
            help: suggestion(for: reference.root.name, among: ["task", "params"]), offset: reference.root.offset)
    }
}
