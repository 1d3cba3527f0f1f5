extension Orchestrator {
    /// Runs queued tasks until cancelled; then agents are cancelled and their tasks go back to the queue.
    ///
    /// Returns when the last agent has ended. A second call while one is running returns at once.
    public func run() async {
        guard jobs == nil else { return }
        let (stream, continuation) = AsyncStream.makeStream(of: Job.self)
        jobs = continuation
        advise(.opened)
        await withDiscardingTaskGroup { group in
            for await job in stream {
                group.addTask { await self.carryOut(job) }
            }
        }
        await giveBackTheRest()
        advise(.closed)
        jobs = nil
    }

    private func carryOut(_ job: Job) async {
        switch job {
        case .scheduled(.claim(let agent, let limit)): await claim(agent, limit)
        case .scheduled(.begin(let ticket, let agent)): await work(ticket, agent)
        case .watch(let ticket, let timeout): await watch(ticket, timeout)
        }
    }

    private func claim(_ agent: String, _ limit: Int) async {
        do throws(StoreError) {
            let tasks = try await store.claim(agent: agent, limit: limit, at: now())
            for task in tasks { take(task) }
            advise(.claimed(agent: agent, tasks.map(Ticket.init), limit: limit))
            for task in tasks { callAgents(of: Ticket(task)) }
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
        var run = AgentRun(task, plan: plan(for: task.taskType))
        if cancelledEarly.contains(task.id) { run.halt() }
        runs[task.id] = run
        if let timeout = run.timeout, !run.isHalted { jobs?.yield(.watch(run.ticket, timeout)) }
    }

    /// What was claimed but had not begun, or waited for an agent with none at work, when the shutdown came.
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
