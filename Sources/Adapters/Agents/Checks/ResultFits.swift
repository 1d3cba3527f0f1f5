import JSON

/// The result gives a text as summary and a list of complete findings, as far as that is known before a task runs.
struct ResultFits: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        guard let result = agent.result else { return [] }
        var fit = TemplateFit(code: "wrong-result", owner: "a finding")
        fit.check(result.template, at: result.node, path: result.path, against: ResultShape.schema.root)
        return fit.found + (result.node["steps"].map { [Self.reserved($0, result.path)] } ?? [])
    }

    private static func reserved(_ node: Node, _ path: String) -> Diagnostic {
        Diagnostic(
            code: "wrong-result", "the result's \"steps\" is written by the server: how each step ended",
            help: "choose another name", at: node, pointer: "\(path).steps")
    }
}
