extension Orchestrator {
    /// Stores a task unless the key's owner has created one under this key already; then that one is the answer.
    ///
    /// However many such requests come at once, one task is made. A replay is answered whatever agents.yaml says now.
    ///
    /// - Parameter trace: the W3C `traceparent` of the request.
    /// - Throws: `keyReused` for a key that came with another request, `keyedTaskGone` if its task is no longer stored,
    ///   and whatever `create` throws.
    public func create(
        _ new: NewTask, once key: IdempotencyKey, trace: String? = nil
    ) async throws(OrchestrationError) -> TaskCreation {
        let known = try await mapped { () throws(StoreError) in
            try await store.creation(under: key, owner: new.owner, at: now())
        }
        if let known { return TaskCreation(known.asCreated, isReplay: true) }
        let task = try await draft(new, trace: trace)
        return try await mapped { () throws(StoreError) in try await store.create(task, once: key) }
    }

    /// How many tasks are in which state, how long they took, and what waits for which agent.
    public func totals() async throws(OrchestrationError) -> TaskTotals {
        try await mapped { () throws(StoreError) in try await store.totals() }
    }

    /// Whether agents are given work just now.
    public var isRunning: Bool { jobs != nil }
}
