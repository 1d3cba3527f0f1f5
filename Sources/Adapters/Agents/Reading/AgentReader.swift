import JSON

/// Reads the mapping of one agent.
struct AgentReader {
    let templates: TemplateReader

    func read(_ id: Sourced<String>, _ place: Sourced<Node>, log: inout Diagnostics) -> AgentDraft {
        Identifier.check(id, as: "an agent", log: &log)
        let fields = Fields(place, .agent, log: &log)
        var draft = AgentDraft(id: id)
        guard place.node.kind == .object, isPipeline(fields, log: &log) else { return draft }
        readIdentity(fields, into: &draft, log: &log)
        draft.inputSchema = fields.place("input_schema")
        draft.limits = Self.limits(fields, log: &log)
        draft.steps = readSteps(fields, log: &log)
        draft.result = readResult(fields, log: &log)
        return draft
    }

    private func isPipeline(_ fields: Fields, log: inout Diagnostics) -> Bool {
        guard fields.required("type", help: "write type: pipeline", log: &log) != nil,
            let type = fields.text("type", log: &log)
        else { return true }
        switch type.value {
        case "pipeline": return true
        case "llm", "remote":
            log.append(
                Diagnostic(
                    code: "unsupported-type", "agents of type \"\(type.value)\" are not supported by this version",
                    help: "supported is pipeline", at: type))
            return false
        default:
            log.append(
                Diagnostic(
                    code: "unknown-type", "unknown type of agent \"\(type.value)\"",
                    help: suggestion(for: type.value, among: ["pipeline"]), at: type))
            return true
        }
    }

    private func readIdentity(_ fields: Fields, into draft: inout AgentDraft, log: inout Diagnostics) {
        draft.displayName = fields.text("display_name", log: &log)?.value
        _ = fields.required("description", help: "say in one sentence what the agent does", log: &log)
        draft.description = fields.text("description", log: &log)?.value ?? ""
        draft.enabled = fields.flag("enabled", log: &log) ?? true
        _ = fields.required("task_types", help: "list the task types it takes: task_types: [my_check]", log: &log)
        draft.taskTypes = fields.texts("task_types", log: &log) ?? []
        for type in draft.taskTypes { Identifier.check(type, as: "a task type", log: &log) }
        draft.tags = fields.texts("tags", log: &log)?.map(\.value) ?? []
    }

    static func limits(_ parent: Fields, log: inout Diagnostics) -> LimitsDraft {
        guard let place = parent.place("limits") else { return LimitsDraft() }
        let fields = Fields(place, .limits, log: &log)
        return LimitsDraft(
            timeout: fields.duration("timeout", log: &log),
            concurrency: fields.integer("concurrency", in: 1...1000, log: &log),
            maxAttempts: fields.integer("max_attempts", in: 1...100, log: &log))
    }

    /// More than any pipeline that a person can follow.
    private static let mostSteps = 1000

    private func readSteps(_ fields: Fields, log: inout Diagnostics) -> [StepDraft] {
        guard let place = fields.required("steps", help: "list what the agent does, in order", log: &log),
            let elements = fields.elements("steps", log: &log)
        else { return [] }
        if elements.isEmpty {
            log.append(Diagnostic(code: "missing-key", "\(place.path) must hold at least one step", at: place))
        }
        if elements.count > Self.mostSteps {
            log.append(
                Diagnostic(
                    code: "too-many-steps",
                    "\(place.path) holds \(elements.count) steps, at most \(Self.mostSteps) are allowed",
                    help: "a step with for_each runs once for each item of a list", at: place))
            return []
        }
        let reader = StepReader(templates: templates)
        return elements.map { reader.read($0, log: &log) }
    }

    private func readResult(_ fields: Fields, log: inout Diagnostics) -> SourcedTemplate? {
        let help = "write result: {summary: \"...\", findings: \"${steps.<id>.output...}\"}"
        guard let place = fields.required("result", help: help, log: &log) else { return nil }
        guard place.node.kind == .object else {
            log.append(Fields.wrongKind(place, wanted: "a mapping", help: help))
            return nil
        }
        return templates.read(place, log: &log)
    }
}
