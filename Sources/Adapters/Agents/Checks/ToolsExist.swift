import JSON

/// Every `uses` names a tool that is built in.
struct ToolsExist: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        agent.steps.compactMap(\.uses).filter { context.tools[$0.value] == nil }.map { uses in
            if let kind = Self.laterKind(of: uses.value) {
                return Diagnostic(
                    code: "unsupported-tool", "\(kind) (\"\(uses.value)\") are not supported by this version",
                    help: "built in are \(context.tools.names.joined(separator: ", "))", at: uses)
            }
            return Diagnostic(
                code: "unknown-tool", "unknown tool \"\(uses.value)\"",
                help: suggestion(for: uses.value, among: context.tools.names), at: uses)
        }
    }

    private static func laterKind(of name: String) -> String? {
        let kinds = [("tool:", "own tools"), ("mcp:", "MCP tools"), ("agent:", "agents as tools")]
        if let kind = kinds.first(where: { name.hasPrefix($0.0) }) { return kind.1 }
        return ["evaluate", "wait_for_input", "sleep", "fail", "emit"].contains(name) ? "control steps" : nil
    }
}
