import JSON

/// The input_schema of a type of task is a JSON Schema for an object, and its defaults satisfy it.
struct TaskTypeSchemaIsSound: TaskTypeCheck {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic] {
        InputSchemaIsSound.diagnostics(of: type.inputSchema, in: context)
    }
}
