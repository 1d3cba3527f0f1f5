/// The keys that a mapping of agents.yaml may have.
struct Shape: Sendable {
    /// What the mapping is, for messages.
    var name: String
    var keys: [String]
    /// Keys of the fuller format that this version refuses instead of ignoring.
    var later: [String] = []

    static let file = Shape(
        name: "agents.yaml", keys: ["version", "metadata", "network", "files", "defaults", "task_types", "agents"],
        later: [
            "providers", "models", "mcps", "tools", "toolsets", "permissions", "budget", "budgets", "hooks", "include",
        ])

    static let metadata = Shape(name: "metadata", keys: ["name", "description", "author", "license"])

    static let network = Shape(name: "network", keys: ["allow", "deny"])

    static let files = Shape(name: "files", keys: ["allow", "deny"])

    static let defaults = Shape(name: "defaults", keys: ["limits", "step"])

    static let stepDefaults = Shape(name: "defaults.step", keys: ["timeout", "retry"])

    static let taskType = Shape(
        name: "a task type", keys: ["description", "agents", "mode", "timeout", "on_failure", "input_schema"])

    static let teamMember = Shape(name: "an agent of a task type", keys: ["agent", "target", "params", "weight"])

    static let agent = Shape(
        name: "an agent",
        keys: [
            "type", "display_name", "description", "enabled", "task_types", "tags", "input_schema", "limits", "steps",
            "result",
        ],
        later: [
            "version", "weight", "skills", "expose", "roles", "output_schema", "finally", "evals", "model", "fallback",
            "instructions", "instruction", "instructions_file", "context", "tools", "toolsets", "sub_agents",
            "handoffs", "tool_choice", "max_iterations", "max_consecutive_tool_calls", "max_tool_result_tokens",
            "num_history_items", "structured_output", "memory", "guardrails", "require_evidence", "a2a",
            "poll_interval", "budget", "budgets", "permissions", "network", "sandbox", "approval", "hooks",
            "redact_secrets", "observability",
        ])

    static let limits = Shape(
        name: "limits", keys: ["timeout", "concurrency", "max_attempts"],
        later: ["queue_timeout", "retry", "max_output_bytes", "rate"])

    static let step = Shape(
        name: "a step",
        keys: [
            "id", "name", "uses", "with", "needs", "if", "for_each", "as", "max_parallel", "timeout", "retry",
            "continue_on_error", "weight",
        ],
        later: ["approval", "cache_ttl"])

    static let retry = Shape(name: "retry", keys: ["attempts", "backoff"], later: ["on"])

    static let all = [
        file, metadata, network, files, defaults, stepDefaults, taskType, teamMember, agent, limits, step, retry,
    ]
}
