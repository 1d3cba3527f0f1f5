extension Orchestrator {
    /// Runs queued tasks until cancelled; then agents are cancelled and their tasks go back to the queue.
    ///
    /// Returns when the last agent has ended. A second call while one is running returns at once.
    public func run() async {
        guard actions == nil else { return }
        let (stream, continuation) = AsyncStream.makeStream(of: Scheduler.Action.self)
        actions = continuation
        advise(.opened)
        await withDiscardingTaskGroup { group in
            for await action in stream {
                group.addTask { await self.carryOut(action) }
            }
        }
        await giveBackTheRest()
        advise(.closed)
        actions = nil
    }

    private func carryOut(_ action: Scheduler.Action) async {
        switch action {
        case .claim(let agent, let limit): await claim(agent, limit)
        case .begin(let ticket, let agent): await work(ticket, agent)
        }
    }

    private func claim(_ agent: String, _ limit: Int) async {
        do throws(StoreError) {
            let tasks = try await store.claim(agent: agent, limit: limit, at: now())
            for task in tasks { take(task) }
            advise(.claimed(agent: agent, tasks.map(Ticket.init), limit: limit))
            if !scheduler.isClaiming { cancelledEarly = [] }
        } catch {
            report(error, doing: "claim tasks")
            advise(.claimFailed(agent: agent))
            // A failing store is asked again after a while; on shutdown the sleep ends at once and nothing follows.
            try? await clock.sleep(for: .seconds(1))
            if !Task.isCancelled { advise(.queued(agent: agent)) }
        }
    }

    private func take(_ task: TaskRecord) {
        var run = AgentRun(task)
        if cancelledEarly.contains(task.id) { run.halt() }
        runs[task.id] = run
    }

    /// What was claimed but had not begun, or waited for its next agent, when the shutdown came.
    private func giveBackTheRest() async {
        for run in runs.values where !run.isHalted { await giveBack(run) }
        runs = [:]
        cancelledEarly = []
    }

    func giveBack(_ run: AgentRun) async {
        do throws(StoreError) {
            _ = try await store.apply([.giveBack(attempt: run.attempt)], to: run.task.id, at: now())
            log(.gaveBack(task: run.task.id, attempt: run.attempt))
        } catch {
            // Nothing is lost: the next start finds the task running and rescues it.
            report(error, doing: "give a task back")
        }
    }
}
