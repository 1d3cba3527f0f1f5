import JSON

/// Reads `task_types`: the types of task whose agents share the work in another way than one after the other.
struct TaskTypeReader {
    let templates: TemplateReader

    func read(_ parent: Fields, log: inout Diagnostics) -> [TaskTypeDraft] {
        guard let place = parent.place("task_types") else { return [] }
        guard place.node.kind == .object else {
            log.append(Fields.wrongKind(place, wanted: "a mapping of types of task by their names"))
            return []
        }
        return place.node.members.compactMap { member in
            let name = member.key.string ?? ""
            if name.hasPrefix("x-") { return nil }
            let path = "\(place.path).\(name)"
            let type = Sourced(value: name, node: member.key, path: path)
            Identifier.check(type, as: "a task type", log: &log)
            return read(type, Sourced(value: member.value, node: member.value, path: path), log: &log)
        }
    }

    private func read(_ type: Sourced<String>, _ place: Sourced<Node>, log: inout Diagnostics) -> TaskTypeDraft {
        let fields = Fields(place, .taskType, log: &log)
        var draft = TaskTypeDraft(type: type)
        guard place.node.kind == .object else { return draft }
        _ = fields.text("description", log: &log)
        draft.members = readMembers(fields, log: &log)
        draft.mode = fields.word("mode", among: ["sequence", "parallel"], log: &log)
        draft.onFailure = fields.word("on_failure", among: ["stop", "continue"], log: &log)
        draft.timeout = fields.duration("timeout", log: &log)
        draft.inputSchema = fields.place("input_schema")
        return draft
    }

    private func readMembers(_ fields: Fields, log: inout Diagnostics) -> [TeamMemberDraft]? {
        guard let place = fields.place("agents"), let elements = fields.elements("agents", log: &log) else {
            return nil
        }
        if elements.isEmpty {
            log.append(Diagnostic(code: "missing-key", "\(place.path) must name at least one agent", at: place))
        }
        return elements.compactMap { readMember($0, log: &log) }
    }

    /// The name of an agent, or a mapping that says more.
    private func readMember(_ place: Sourced<Node>, log: inout Diagnostics) -> TeamMemberDraft? {
        if let name = place.node.string { return TeamMemberDraft(agent: place.map { _ in name }) }
        guard place.node.kind == .object else {
            log.append(Fields.wrongKind(place, wanted: "the name of an agent or a mapping"))
            return nil
        }
        let fields = Fields(place, .teamMember, log: &log)
        guard fields.required("agent", help: "name the agent", log: &log) != nil,
            let agent = fields.text("agent", log: &log)
        else { return nil }
        var member = TeamMemberDraft(agent: agent)
        member.target = readTarget(fields, log: &log)
        if let params = fields.place("params") {
            member.params = templates.read(params, log: &log)
            if params.node.kind != .object { log.append(Fields.wrongKind(params, wanted: "a mapping")) }
        }
        member.weight = fields.integer("weight", in: 1...1000, log: &log)
        return member
    }

    private func readTarget(_ fields: Fields, log: inout Diagnostics) -> SourcedTemplate? {
        guard let place = fields.place("target") else { return nil }
        guard fields.text("target", log: &log) != nil else { return nil }
        return templates.read(place, log: &log)
    }
}
