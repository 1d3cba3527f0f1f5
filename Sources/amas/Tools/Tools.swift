import Agents

/// What agents may use in this server: the tools that need nothing from above them, and those that do.
enum Tools {
    static let all: [any Tool] = ToolCatalogue.builtin + [APIConform(judge: SuiteJudge())]
}
