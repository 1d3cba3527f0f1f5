import JSON

/// One rule that an agent must keep.
///
/// Each rule is a file of its own here.
protocol AgentCheck: Sendable {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic]
}

/// What the rules may look at beside the agent itself.
struct CheckContext {
    let source: AgentsSource
    let document: Document
    let tools: ToolTable
}

extension CheckContext {
    /// The rules, in the order in which a reader of the file would want them mended.
    static let rules: [any AgentCheck] = [
        StepNamesDiffer(), ToolsExist(), NeedsExist(), StepsCanStart(), InputSchemaIsSound(), ReferencesExist(),
        ReadsAreNeeded(), ToolInputsFit(), ResultFits(),
    ]
}

extension AgentDraft {
    /// Every expression of the agent with the step it stands in; nil for those of the result.
    var expressions: [(step: Int?, expression: Sourced<Expression>)] {
        var found: [(step: Int?, expression: Sourced<Expression>)] = []
        for (index, step) in steps.enumerated() {
            let templates = [step.items, step.condition, step.input].compactMap { $0 }
            found += templates.flatMap(\.expressions).map { (index, $0) }
        }
        return found + (result?.expressions ?? []).map { (nil, $0) }
    }
}
