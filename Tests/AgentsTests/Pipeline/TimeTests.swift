import JSON
import Orchestration
import Synchronization
import TestSupport
import Testing

@testable import Agents

/// Limits, retries and durations, by a clock that only the test moves.
@Suite struct TimeTests {
    /// Runs the agent while `script` moves its clock.
    private func outcome(
        of run: Run, while script: @escaping @Sendable (ManualClock) async -> Void
    ) async -> Result<JSONValue, TaskFailure> {
        async let outcome = run.outcome()
        await script(run.clock)
        return await outcome
    }

    @Test func aStepPastItsLimitFails() async throws {
        let run = try Run(
            "- {id: one, uses: hang, timeout: 1500ms}",
            tools: ["hang": { _ throws(ToolError) in try await untilCancelled() }])
        let outcome = await outcome(of: run) { clock in
            await clock.untilSleeping(2)  // the limits of the agent and of the step
            clock.advance(by: .milliseconds(1500))
        }
        #expect(
            outcome
                == .failure(
                    TaskFailure(code: "TASK_TIMEOUT", detail: "Step \"one\" of agent a did not finish within 1500ms")))
    }

    @Test func anAgentPastItsLimitFails() async throws {
        let run = try Run(
            "- {id: one, uses: hang, continue_on_error: true}", more: "limits: {timeout: 2m}",
            tools: ["hang": { _ throws(ToolError) in try await untilCancelled() }])
        let outcome = await outcome(of: run) { clock in
            await clock.untilSleeping(1)
            clock.advance(by: .seconds(120))
        }
        #expect(
            outcome == .failure(TaskFailure(code: "TASK_TIMEOUT", detail: "Agent a did not finish within 2m")))
    }

    /// A tool that fails as often as told, then succeeds.
    private static func flaky(_ failures: Int, _ kind: ToolError.Kind) throws -> Run {
        let left = Mutex(failures)
        return try Run(
            "- {id: one, uses: flaky, retry: {attempts: 3, backoff: 2s}}", result: "{out: \"${steps.one.output}\"}",
            tools: [
                "flaky": { _ throws(ToolError) in
                    let isOver = left.withLock { left in
                        left -= 1
                        return left < 0
                    }
                    if !isOver { throw ToolError(kind: kind, message: "not yet") }
                    return "done"
                }
            ])
    }

    @Test func aCallIsTriedAgainAfterAWaitThatDoubles() async throws {
        let run = try Self.flaky(2, .connection)
        let outcome = await outcome(of: run) { clock in
            await clock.untilSleeping(2)  // the agent's limit and the wait
            clock.advance(by: .seconds(2))
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(4))
        }
        #expect(try outcome.get()["out"] == "done")
        #expect(try outcome.get()["steps"]?[0]?["duration_ms"] == 6000)
        #expect(run.log.calls.count == 3)
    }

    @Test func theLastTryDecides() async throws {
        let run = try Self.flaky(3, .timeout)
        let outcome = await outcome(of: run) { clock in
            for wait in [2, 4] {
                await clock.untilSleeping(2)
                clock.advance(by: .seconds(wait))
            }
        }
        #expect(
            outcome == .failure(TaskFailure(code: "AGENT_FAILED", detail: "Agent a failed: step \"one\": not yet")))
        #expect(run.log.calls.count == 3)
    }

    @Test(arguments: [ToolError.Kind.notAllowed, .invalidInput, .protocolError])
    func whatCannotGetBetterIsNotTriedAgain(_ kind: ToolError.Kind) async throws {
        let run = try Self.flaky(1, kind)
        _ = await run.outcome()
        #expect(run.log.calls.count == 1)
    }

    @Test func aStepPastItsLimitIsTriedAgain() async throws {
        let calls = Mutex(0)
        let run = try Run(
            "- {id: one, uses: hang, timeout: 10s, retry: {attempts: 2, backoff: 1s}}",
            tools: [
                "hang": { input throws(ToolError) in
                    let isFirst = calls.withLock { calls in
                        calls += 1
                        return calls == 1
                    }
                    return isFirst ? try await untilCancelled() : input
                }
            ])
        let outcome = await outcome(of: run) { clock in
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(10))
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(1))
        }
        #expect(try outcome.get()["steps"]?[0]?["duration_ms"] == 11_000)
    }

    @Test func durationsAreMeasuredFromTheStartOfEachStep() throws {
        let run = try Run(
            """
            - {id: one, uses: echo}
            - {id: two, uses: echo}
            """, tools: ["echo": { $0 }])
        var state = try run.state()
        let first = state.begin(at: .milliseconds(1)).calls[0]
        let second = state.finish(first, .success(nil), at: .milliseconds(251)).calls[0]
        let end = try #require(state.finish(second, .success(nil), at: .milliseconds(1000)).end)
        #expect(try end.get()["steps"]?.arrayValue?.map { $0["duration_ms"] } == [250, 749])
    }

    @Test func durationsAreReadAndWritten() {
        let texts = ["1ms", "500ms", "30s", "90s", "2m", "1h", "24h"]
        #expect(texts.compactMap(DurationText.parse).map(DurationText.text) == texts)
        for text in ["", "s", "0s", "-1s", "1.5s", "1 s", "1d", "25h", "1h30m", "٣s", "9999999999ms"] {
            #expect(DurationText.parse(text) == nil, "\(text)")
        }
    }
}
