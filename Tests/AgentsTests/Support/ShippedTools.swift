import Agents

extension ToolCatalogue {
    /// What agents.yaml of the server may use: the tool that needs a judge has one that never comes to a verdict.
    static var shipped: [any Tool] { builtin + [APIConform(judge: AbsentJudge())] }
}

private struct AbsentJudge: ConformanceJudge {
    func judge(_ order: ConformanceOrder) async throws(ToolError) -> ConformanceVerdict {
        throw ToolError(kind: .connection, message: "there is no judge here")
    }
}
