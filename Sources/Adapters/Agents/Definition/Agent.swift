import JSON
import JSONSchema
import Orchestration

/// One agent, compiled: immutable and checked, so that running it meets no mistake that the file could have shown.
struct Agent: Sendable {
    var profile: AgentProfile
    /// What `parameters` of a task must be; nil if the agent takes any and uses none.
    var input: InputSchema?
    var steps: [Step]
    var result: Template
}

/// One step, compiled.
struct Step: Sendable {
    var id: String
    var name: String?
    /// The name of the tool that it runs.
    var tool: String
    var input: Template
    /// Indexes of the steps that must have ended before this one starts.
    var needs: [Int]
    var condition: Template?
    var items: Items?
    var timeout: Duration?
    var retry: Retry
    var continueOnError: Bool
    /// Its share in the agent's progress.
    var weight: Int

    /// What for_each runs the step over.
    struct Items: Sendable {
        var list: Template
        /// What the current item is called in expressions.
        var name: String
        var maxParallel: Int
        /// Whether `if` chooses among the items, instead of deciding once for the whole step.
        var conditionReadsItem: Bool
    }

    /// How often a call is tried if the target does not answer.
    struct Retry: Sendable {
        /// All tries, the first included.
        var attempts = 1
        /// The wait before the second try; it doubles with each further one.
        var backoff = Duration.seconds(1)
    }
}
