import JSON

/// One agent as written, before its parts are checked against each other.
struct AgentDraft {
    var id: Sourced<String>
    var displayName: String?
    var description = ""
    var type = "pipeline"
    var enabled = true
    var taskTypes: [Sourced<String>] = []
    var tags: [String] = []
    var inputSchema: Sourced<Node>?
    var limits = LimitsDraft()
    var steps: [StepDraft] = []
    var result: SourcedTemplate?
}

struct LimitsDraft {
    var timeout: Duration?
    var concurrency: Int?
    var maxAttempts: Int?
}

struct RetryDraft {
    var attempts: Int?
    var backoff: Duration?
}

/// One step as written.
struct StepDraft {
    var id: Sourced<String>
    var name: String?
    var uses: Sourced<String>?
    /// The mapping under `with`; an empty one at the step if there is none.
    var input: SourcedTemplate
    /// nil if `needs` is not given.
    var needs: [Sourced<String>]?
    var condition: SourcedTemplate?
    var items: SourcedTemplate?
    var itemName: Sourced<String>?
    var maxParallel: Int?
    var timeout: Duration?
    var retry: RetryDraft?
    var continueOnError: Bool?
    var weight: Int?

    /// What the current item is called inside the step; nil without for_each.
    var item: String? { items == nil ? nil : itemName?.value ?? "item" }
}
