import JSON

/// Reads the mapping of one step.
struct StepReader {
    let templates: TemplateReader

    func read(_ place: Sourced<Node>, log: inout Diagnostics) -> StepDraft {
        let fields = Fields(place, .step, log: &log)
        var draft = StepDraft(
            id: place.map { _ in "" }, input: SourcedTemplate(template: .object([]), node: place.node, path: place.path)
        )
        guard place.node.kind == .object else { return draft }
        readIdentity(fields, into: &draft, log: &log)
        readFlow(fields, into: &draft, log: &log)
        if let input = fields.place("with") { draft.input = readInput(input, log: &log) }
        draft.timeout = fields.duration("timeout", log: &log)
        draft.retry = Self.retry(fields, log: &log)
        draft.continueOnError = fields.flag("continue_on_error", log: &log)
        draft.weight = fields.integer("weight", in: 1...1000, log: &log)
        return draft
    }

    private func readIdentity(_ fields: Fields, into draft: inout StepDraft, log: inout Diagnostics) {
        if let id = fields.text("id", log: &log) {
            draft.id = id
            Identifier.check(id, as: "a step", log: &log)
        } else if fields.place("id") == nil {
            _ = fields.required("id", help: "name the step, so that others can read steps.<id>.output", log: &log)
        }
        draft.name = fields.text("name", log: &log)?.value
        _ = fields.required("uses", help: "name the tool that the step runs", log: &log)
        draft.uses = fields.text("uses", log: &log)
    }

    private func readFlow(_ fields: Fields, into draft: inout StepDraft, log: inout Diagnostics) {
        draft.needs = fields.texts("needs", log: &log)
        draft.condition = fields.place("if").map {
            templates.readSingle($0, wanted: "true, false or an expression", log: &log)
        }
        draft.items = fields.place("for_each").map { readItems($0, log: &log) }
        draft.itemName = fields.text("as", log: &log)
        draft.maxParallel = fields.integer("max_parallel", in: 1...1000, log: &log)
        if let name = draft.itemName { checkItemName(name, log: &log) }
        for key in ["as", "max_parallel"] where draft.items == nil {
            guard let place = fields.place(key) else { continue }
            log.append(
                Diagnostic(code: "needs-for-each", "\(place.path) has no meaning without for_each", at: place))
        }
    }

    private func readItems(_ place: Sourced<Node>, log: inout Diagnostics) -> SourcedTemplate {
        let items = templates.readSingle(place, wanted: "a list or an expression", log: &log)
        switch items.template {
        case .literal(.string), .text, .expression, .list, .literal(.array): break
        default: log.append(Fields.wrongKind(place, wanted: "a list or an expression"))
        }
        return items
    }

    private func checkItemName(_ name: Sourced<String>, log: inout Diagnostics) {
        Identifier.check(name, as: "an item", log: &log)
        guard ["task", "params", "steps", "true", "false", "null"].contains(name.value) else { return }
        log.append(
            Diagnostic(code: "wrong-name", "\"\(name.value)\" has a meaning of its own in expressions", at: name))
    }

    private func readInput(_ place: Sourced<Node>, log: inout Diagnostics) -> SourcedTemplate {
        let input = templates.read(place, log: &log)
        if place.node.kind != .object { log.append(Fields.wrongKind(place, wanted: "a mapping")) }
        return input
    }

    static func retry(_ parent: Fields, log: inout Diagnostics) -> RetryDraft? {
        guard let place = parent.place("retry") else { return nil }
        let fields = Fields(place, .retry, log: &log)
        return RetryDraft(
            attempts: fields.integer("attempts", in: 1...10, log: &log),
            backoff: fields.duration("backoff", log: &log))
    }
}
