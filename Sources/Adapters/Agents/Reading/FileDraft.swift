import JSON
import Outbound

/// agents.yaml as written.
struct FileDraft {
    var policy = EgressPolicy.nothing
    var files = FilePolicy.nothing
    var limits = LimitsDraft()
    var stepTimeout: Duration?
    var retry: RetryDraft?
    var taskTypes: [TaskTypeDraft] = []
    var agents: [AgentDraft] = []
}

/// Reads the whole file.
struct FileReader {
    let source: AgentsSource

    func read(_ document: Document, log: inout Diagnostics) -> FileDraft {
        let root = Sourced(value: document.root, node: document.root, path: "")
        let fields = Fields(root, .file, log: &log)
        var draft = FileDraft()
        guard root.node.kind == .object else { return draft }
        checkVersion(fields, log: &log)
        if let metadata = fields.place("metadata") {
            let fields = Fields(metadata, .metadata, log: &log)
            for key in Shape.metadata.keys { _ = fields.text(key, log: &log) }
        }
        draft.policy = NetworkReader.policy(fields, log: &log)
        draft.files = FilesReader.policy(fields, log: &log)
        if let defaults = fields.place("defaults") { readDefaults(defaults, into: &draft, log: &log) }
        draft.taskTypes = TaskTypeReader(templates: TemplateReader(source: source)).read(fields, log: &log)
        draft.agents = readAgents(fields, log: &log)
        return draft
    }

    private func checkVersion(_ fields: Fields, log: inout Diagnostics) {
        let help = "write version: \"1\""
        guard let version = fields.required("version", help: help, log: &log), !version.node.equals("1") else { return }
        let shown = version.node.string ?? version.node.numberText ?? version.node.kindName
        log.append(
            Diagnostic(
                code: "wrong-version", "\(shown) is not the text \"1\", the one version there is", help: help,
                at: version))
    }

    private func readDefaults(_ place: Sourced<Node>, into draft: inout FileDraft, log: inout Diagnostics) {
        let fields = Fields(place, .defaults, log: &log)
        draft.limits = AgentReader.limits(fields, log: &log)
        guard let step = fields.place("step") else { return }
        let stepFields = Fields(step, .stepDefaults, log: &log)
        draft.stepTimeout = stepFields.duration("timeout", log: &log)
        draft.retry = StepReader.retry(stepFields, log: &log)
    }

    private func readAgents(_ fields: Fields, log: inout Diagnostics) -> [AgentDraft] {
        guard let place = fields.required("agents", help: "write each agent under its name", log: &log) else {
            return []
        }
        guard place.node.kind == .object, place.node.count > 0 else {
            log.append(Fields.wrongKind(place, wanted: "a mapping of at least one agent by its name"))
            return []
        }
        let reader = AgentReader(templates: TemplateReader(source: source))
        return place.node.members.compactMap { member in
            let name = member.key.string ?? ""
            if name.hasPrefix("x-") { return nil }
            let path = "agents.\(name)"
            return reader.read(
                Sourced(value: name, node: member.key, path: path),
                Sourced(value: member.value, node: member.value, path: path), log: &log)
        }
    }
}
