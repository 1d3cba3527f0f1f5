public import JSON
public import Orchestration
public import Outbound
import YAML

/// The agents of one agents.yaml, compiled: what loads here runs without meeting a mistake the file could have shown.
public struct AgentCatalogue: Sendable {
    /// What the agents may reach: the `network` section.
    ///
    /// Nothing if there is none.
    public let network: EgressPolicy
    /// What the agents may read on this machine: the `files` section.
    ///
    /// Nothing if there is none.
    public let files: FilePolicy
    /// All agents in the order of the file, disabled ones included.
    public let profiles: [AgentProfile]
    let agents: [String: Agent]
    /// The types of task that `task_types` plans, by name.
    let taskTypes: [String: TaskType]
    let tools: ToolTable

    /// Reads, checks and compiles an agents file; throws every mistake in it at once.
    ///
    /// - Parameters:
    ///   - file: the name to show in diagnostics
    ///   - tools: what `uses` may name
    /// - Returns: the catalogue, and the diagnostics that are only warnings
    public static func load(
        _ bytes: [UInt8], file: String, tools: [any Tool]
    ) throws(Diagnostics) -> (catalogue: AgentCatalogue, warnings: [Diagnostic]) {
        let table = try ToolTable(tools)
        let document = try YAMLReader.read(bytes, file: file)
        let source = AgentsSource(bytes, file: file)
        var log = Diagnostics()
        let draft = FileReader(source: source).read(document, log: &log)
        let context = CheckContext(source: source, document: document, tools: table)
        for agent in draft.agents {
            for rule in CheckContext.rules { log.append(contentsOf: rule.diagnostics(of: agent, in: context)) }
        }
        log.append(contentsOf: TaskTypesAreClaimedOnce.diagnostics(of: draft.agents, planned: draft.taskTypes))
        for type in draft.taskTypes {
            for rule in CheckContext.taskTypeRules {
                log.append(contentsOf: rule.diagnostics(of: type, among: draft.agents, in: context))
            }
        }
        let diagnostics = Diagnostics(log.sorted)
        if diagnostics.hasErrors { throw diagnostics }
        return (AgentCatalogue(draft, document: document, tools: table), diagnostics.items)
    }

    /// How the agents of the planned types share the work.
    public var plans: [TaskPlan] { taskTypes.values.map(\.plan).sorted { $0.taskType < $1.taskType } }

    /// The catalogue of a draft in which no rule found a mistake.
    private init(_ draft: FileDraft, document: Document, tools: ToolTable) {
        let builder = AgentBuilder(file: draft, document: document)
        let agents = draft.agents.map(builder.agent)
        network = draft.policy
        files = draft.files
        profiles = agents.map(\.profile)
        let types = draft.taskTypes.map(builder.taskType)
        taskTypes = Dictionary(types.map { ($0.plan.taskType, $0) }, uniquingKeysWith: { first, _ in first })
        self.agents = Dictionary(agents.map { ($0.profile.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.tools = tools
    }
}
