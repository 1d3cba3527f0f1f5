import JSON

extension Orchestrator {
    /// Lets one agent do its part of a task, from the scheduler's word to the moment its room is free again.
    func work(_ ticket: Ticket, _ agent: String) async {
        guard let run = runs[ticket.task], let profile = profile(agent) else {
            return advise(.ended(ticket, agent: agent, next: nil))
        }
        var next: String?
        if await hasBegun(run, agent), await perform(run, profile) { next = run.next }
        // On shutdown the run stays until `run` has seen to it that it went back to the queue.
        if next == nil, !Task.isCancelled { runs[ticket.task] = nil }
        advise(.ended(ticket, agent: agent, next: next))
    }

    /// Stores that the agent starts; false if the run is over.
    ///
    /// The first agent's start is part of the claim.
    private func hasBegun(_ run: AgentRun, _ agent: String) async -> Bool {
        if run.isHalted { return false }
        if run.stage == 0 { return true }
        return await store([.beginAgent(agent, attempt: run.attempt)], of: run)
    }

    /// Runs the agent against its timeout and the stop signal; true if the task goes on to a further agent.
    ///
    /// The outcome is stored at once, the room is free only when the agent has really ended.
    private func perform(_ run: AgentRun, _ profile: AgentProfile) async -> Bool {
        guard let stop = runs[run.task.id]?.stopSignal() else { return false }
        let started = now()
        return await withTaskGroup(of: AgentOutcome.self) { group in
            group.addTask { await self.outcome(of: run, profile.id) }
            group.addTask {
                for await _ in stop {}
                return .stopped
            }
            group.addTask { [clock] in
                do { try await clock.sleep(for: profile.timeout) } catch { return .stopped }
                return .timedOut
            }
            let outcome = await group.next() ?? .stopped
            group.cancelAll()
            return await settle(outcome, run, profile, started)
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
        let advance = TaskAdvance(
            agent: agent, percentage: run.percentage(progress.fraction), step: progress.step, message: progress.message)
        do throws(StoreError) {
            _ = try await store.apply([.advance(advance, attempt: run.attempt)], to: run.task.id, at: now())
        } catch {
            if case .superseded = error { runs[run.task.id]?.halt() }
            report(error, doing: "store progress")
        }
    }

    /// Stores what came of an agent's part; true if the task goes on to a further agent.
    private func settle(
        _ outcome: AgentOutcome, _ run: AgentRun, _ profile: AgentProfile, _ started: Timestamp
    ) async -> Bool {
        let seconds = Double(max(0, now().milliseconds - started.milliseconds)) / 1000
        switch outcome {
        case .finished(let result):
            return await finish(run, profile.id, result, seconds)
        case .failed(let failure):
            await fail(run, profile.id, failure, seconds)
        case .timedOut:
            let failure = TaskFailure.timedOut(agent: profile.id, after: profile.timeout)
            await fail(run, profile.id, failure, seconds, timedOut: true)
        case .stopped where runs[run.task.id]?.isHalted == false:
            await giveBack(run)
            runs[run.task.id] = nil
        case .stopped:
            break
        }
        return false
    }

    private func finish(_ run: AgentRun, _ agent: String, _ result: JSONValue, _ seconds: Double) async -> Bool {
        let attempt = run.attempt
        let results = run.results + [(agent, result)]
        let findings = result["findings"]?.arrayValue?.count ?? 0
        let quality = result["quality"]?.doubleValue.flatMap { (0...1).contains($0) ? $0 : nil }
        let ending = TaskCommand.endAgent(
            AgentEnding(agent: agent, succeeded: true, seconds: seconds, findings: findings, quality: quality),
            attempt: attempt)
        guard let next = run.next else {
            _ = await store([ending, .complete(ResultMerge.merge(results), attempt: attempt)], of: run)
            return false
        }
        guard profile(next) != nil else {
            _ = await store([ending, .fail(.agentGone(next), attempt: attempt)], of: run)
            return false
        }
        runs[run.task.id]?.results = results
        return await store([ending], of: run)
    }

    private func fail(
        _ run: AgentRun, _ agent: String, _ failure: TaskFailure, _ seconds: Double, timedOut: Bool = false
    ) async {
        let ending = AgentEnding(agent: agent, succeeded: false, seconds: seconds, timedOut: timedOut)
        _ = await store([.endAgent(ending, attempt: run.attempt), .fail(failure, attempt: run.attempt)], of: run)
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
