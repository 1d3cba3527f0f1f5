import JSON

/// One rule that an entry of `task_types` must keep.
///
/// Each rule is a file of its own here.
protocol TaskTypeCheck: Sendable {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic]
}

extension CheckContext {
    /// The rules, in the order in which a reader of the file would want them mended.
    static let taskTypeRules: [any TaskTypeCheck] = [
        TeamExists(), TeamIsWhole(), TaskTypeSchemaIsSound(), TaskTypeReferencesExist(), TeamInputsFit(),
    ]
}
