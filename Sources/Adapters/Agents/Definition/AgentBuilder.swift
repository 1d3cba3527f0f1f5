import JSON
import JSONSchema
import Orchestration

/// Turns checked drafts into agents: names become indexes, and what is not given becomes a default.
struct AgentBuilder {
    let file: FileDraft
    let document: Document

    static let timeout = Duration.seconds(600)
    static let concurrency = 4
    static let maxAttempts = 3
    static let maxParallel = 4

    func agent(_ draft: AgentDraft) -> Agent {
        let needs = StepGraph(draft.steps).needs
        return Agent(
            profile: profile(draft),
            input: draft.inputSchema.flatMap { schema($0.node) },
            steps: zip(draft.steps, needs).map(step),
            result: draft.result?.template ?? .literal(.object([:])))
    }

    private func profile(_ draft: AgentDraft) -> AgentProfile {
        AgentProfile(
            id: draft.id.value, displayName: draft.displayName ?? draft.id.value, description: draft.description,
            type: draft.type, taskTypes: taskTypes(of: draft), tags: draft.tags, enabled: draft.enabled,
            concurrency: draft.limits.concurrency ?? file.limits.concurrency ?? Self.concurrency,
            maxAttempts: draft.limits.maxAttempts ?? file.limits.maxAttempts ?? Self.maxAttempts,
            timeout: draft.limits.timeout ?? file.limits.timeout ?? Self.timeout)
    }

    /// Those it lists itself, then those that name it.
    private func taskTypes(of draft: AgentDraft) -> [String] {
        let own = draft.taskTypes.map(\.value)
        let planned = file.taskTypes.filter { $0.team(among: file.agents).contains(draft.id.value) }.map(\.type.value)
        return own + planned.filter { !own.contains($0) }
    }

    /// One entry of `task_types`.
    func taskType(_ draft: TaskTypeDraft) -> TaskType {
        let members = draft.members ?? []
        let plan = TaskPlan(
            taskType: draft.type.value, agents: draft.team(among: file.agents),
            mode: draft.mode.flatMap(TaskPlan.Mode.init) ?? .sequence,
            onFailure: draft.onFailure.flatMap(TaskPlan.OnFailure.init) ?? .stop, timeout: draft.timeout,
            weights: Dictionary(
                members.compactMap { member in member.weight.map { (member.agent.value, $0) } },
                uniquingKeysWith: { first, _ in first }))
        let parts = members.map {
            ($0.agent.value, TaskType.Part(target: $0.target?.template, params: $0.params?.template))
        }
        return TaskType(
            plan: plan, input: draft.inputSchema.flatMap { schema($0.node) },
            parts: Dictionary(parts, uniquingKeysWith: { first, _ in first }))
    }

    private func schema(_ node: Node) -> InputSchema? {
        var compiler = SchemaCompiler(documents: DocumentSet([document.file ?? "": document]))
        return compiler.compile(node).map { InputSchema(schema: $0) }
    }

    private func step(_ draft: StepDraft, needs: [Int]) -> Step {
        let retry = draft.retry ?? file.retry
        return Step(
            id: draft.id.value, name: draft.name, tool: draft.uses?.value ?? "", input: draft.input.template,
            needs: needs, condition: draft.condition?.template, items: items(draft),
            timeout: draft.timeout ?? file.stepTimeout,
            retry: Step.Retry(attempts: retry?.attempts ?? 1, backoff: retry?.backoff ?? .seconds(1)),
            continueOnError: draft.continueOnError ?? false, weight: draft.weight ?? 1)
    }

    private func items(_ draft: StepDraft) -> Step.Items? {
        guard let list = draft.items, let name = draft.item else { return nil }
        let read = draft.condition?.expressions.flatMap(\.value.references) ?? []
        return Step.Items(
            list: list.template, name: name, maxParallel: draft.maxParallel ?? Self.maxParallel,
            conditionReadsItem: read.contains { $0.root.name == name })
    }
}
