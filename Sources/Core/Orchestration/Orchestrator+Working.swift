import JSON

extension Orchestrator {
    /// Lets one agent do its part of a task, from the scheduler's word to the moment its room is free again.
    func work(_ ticket: Ticket, _ agent: String) async {
        if await hasBegun(ticket, agent), let run = runs[ticket.task] { await perform(run, agent) }
        runs[ticket.task]?.leave(agent)
        callAgents(of: ticket)
        dropIfOver(ticket)
        advise(.ended(ticket, agent: agent))
    }

    /// Asks for room for every agent of the run whose turn has come.
    func callAgents(of ticket: Ticket) {
        guard let run = runs[ticket.task], !run.isHalted, let next = runs[ticket.task]?.team.call() else { return }
        let known = next.filter { profile($0) != nil }
        if !known.isEmpty { advise(.wanted(ticket, agents: known)) }
        // An agent that is gone needs no room to say so.
        for agent in next where !known.contains(agent) { jobs?.yield(.scheduled(.begin(ticket, agent: agent))) }
    }

    /// Forgets a run that is over as soon as its last agent has returned.
    func dropIfOver(_ ticket: Ticket) {
        guard let run = runs[ticket.task], run.isHalted, run.isDeserted else { return }
        runs[ticket.task] = nil
        advise(.over(ticket))
    }

    /// Fails the run if it is not over within its time.
    func watch(_ ticket: Ticket, _ timeout: Duration) async {
        guard let over = runs[ticket.task]?.stopSignal() else { return }
        let isUp = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in over {}
                return false
            }
            group.addTask { [clock] in (try? await clock.sleep(for: timeout)) != nil }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        guard isUp, let run = runs[ticket.task] else { return }
        let failure = TaskFailure.timedOut(run.task, after: timeout, unfinished: run.team.unfinished)
        guard let commands = runs[ticket.task]?.fail(failure) else { return }
        _ = await store(commands, of: run)
        dropIfOver(ticket)
    }

    /// Stores that the agent starts; false if the run is over.
    ///
    /// The first agent's start is part of the claim.
    private func hasBegun(_ ticket: Ticket, _ agent: String) async -> Bool {
        guard let run = runs[ticket.task] else { return false }
        if agent == ticket.first { return !run.isHalted }
        guard runs[ticket.task]?.begin(agent) == true else { return false }
        return await store([.beginAgent(agent, attempt: run.attempt)], of: run)
    }

    /// Runs the agent against its timeout and the stop signal.
    ///
    /// The outcome is stored at once, the room is free only when the agent has really ended.
    private func perform(_ run: AgentRun, _ agent: String) async {
        guard let stop = runs[run.task.id]?.stopSignal() else { return }
        let started = now()
        guard let profile = profile(agent) else { return await settle(.failed(.agentGone(agent)), run, agent, started) }
        await withTaskGroup(of: AgentOutcome.self) { group in
            group.addTask { await self.outcome(of: run, agent) }
            group.addTask {
                for await _ in stop {}
                return .stopped
            }
            group.addTask { [clock] in
                do { try await clock.sleep(for: profile.timeout) } catch { return .stopped }
                return .timedOut(.timedOut(agent: agent, after: profile.timeout))
            }
            let outcome = await group.next() ?? .stopped
            group.cancelAll()
            await settle(outcome, run, agent, started)
        }
    }

    private nonisolated func outcome(of run: AgentRun, _ agent: String) async -> AgentOutcome {
        do throws(TaskFailure) {
            let result = try await runner.run(agent: agent, task: run.task) { progress in
                await self.advance(run, agent, progress)
            }
            // An agent that is told to stop may return half a result, or call it a failure.
            return Task.isCancelled ? .stopped : .finished(result)
        } catch {
            return Task.isCancelled ? .stopped : .failed(error)
        }
    }

    private func advance(_ run: AgentRun, _ agent: String, _ progress: AgentProgress) async {
        runs[run.task.id]?.team.advance(agent, to: progress.fraction)
        guard let current = runs[run.task.id], !current.isHalted else { return }
        let advance = TaskAdvance(
            agent: agent, percentage: current.team.percentage, step: progress.step, message: progress.message)
        do throws(StoreError) {
            _ = try await store.apply([.advance(advance, attempt: run.attempt)], to: run.task.id, at: now())
        } catch {
            if case .superseded = error { runs[run.task.id]?.halt() }
            report(error, doing: "store progress")
        }
    }

    /// Stores what came of an agent's part, and of the task where that decides it.
    private func settle(
        _ outcome: AgentOutcome, _ run: AgentRun, _ agent: String, _ started: Timestamp
    ) async {
        let seconds = Double(max(0, now().milliseconds - started.milliseconds)) / 1000
        var ending = AgentEnding(agent: agent, succeeded: true, seconds: seconds)
        switch outcome {
        case .finished(let result):
            ending.findings = result["findings"]?.arrayValue?.count ?? 0
            ending.quality = result["quality"]?.doubleValue.flatMap { (0...1).contains($0) ? $0 : nil }
            await end(run, ending, .success(result))
        case .failed(let failure):
            ending.succeeded = false
            await end(run, ending, .failure(failure))
        case .timedOut(let failure):
            (ending.succeeded, ending.timedOut) = (false, true)
            await end(run, ending, .failure(failure))
        case .stopped:
            // Stopped by nobody means that the server shuts down; the first agent to notice gives the task back.
            if runs[run.task.id]?.halt() == true { await giveBack(run) }
        }
    }

    private func end(_ run: AgentRun, _ ending: AgentEnding, _ outcome: Result<JSONValue, TaskFailure>) async {
        guard let commands = runs[run.task.id]?.end(ending, outcome) else {
            return log(.ignored(task: run.task.id, attempt: run.attempt))
        }
        _ = await store(commands, of: run)
    }

    /// Stores a step of a run, asking a failing store again until it answers; false if the run is over.
    ///
    /// Gives up on shutdown: the next start finds the task running and rescues it.
    private func store(_ commands: [TaskCommand], of run: AgentRun) async -> Bool {
        var pause = Duration.seconds(1)
        while true {
            do throws(StoreError) {
                _ = try await store.apply(commands, to: run.task.id, at: now())
                return true
            } catch {
                guard case .unavailable = error else {
                    runs[run.task.id]?.halt()
                    log(.ignored(task: run.task.id, attempt: run.attempt))
                    return false
                }
                report(error, doing: "store the outcome of an agent")
            }
            if Task.isCancelled { return false }
            try? await clock.sleep(for: pause)
            pause = min(pause * 2, .seconds(30))
        }
    }
}
