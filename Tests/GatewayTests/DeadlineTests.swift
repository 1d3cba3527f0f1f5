import JSON
import Testing

@testable import Gateway

@Suite struct DeadlineTests {
    /// Never answers by itself, and says when it has begun and when it was cancelled.
    static func stuck(_ signal: AsyncStream<String>.Continuation) -> Handler {
        { _ in
            .later {
                await withTaskCancellationHandler {
                    signal.yield("begun")
                    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
                } onCancel: {
                    signal.yield("cancelled")
                }
                return Answer(200, ["ok": true])
            }
        }
    }

    @Test func answersAtTheDeadlineAndCancelsTheWork() async throws {
        let (signals, signal) = AsyncStream.makeStream(of: String.self)
        let rig = try await Rig(handlers: ["getReport": Self.stuck(signal)])
        async let pending = rig.send("GET", "/v1/report")
        var heard = signals.makeAsyncIterator()
        #expect(await heard.next() == "begun")
        while rig.clock.sleeperCount == 0 { await Task.yield() }
        rig.clock.advance(milliseconds: 999)
        while rig.clock.sleeperCount == 0 { await Task.yield() }
        #expect(rig.events.all.isEmpty)
        rig.clock.advance(milliseconds: 1)
        let reply = await pending
        #expect(reply.status == 504)
        #expect(reply.code == "DEADLINE_EXCEEDED")
        #expect(reply.detail == "Not ready within 1000 ms")
        #expect(reply.headers["RateLimit"] == "\"address\";r=2;t=1")
        #expect(await heard.next() == "cancelled")
        #expect(rig.events.all.map(\.kind) == [.deadlineExceeded])
    }

    @Test func doesNotDelayAnAnswerInTime() async throws {
        let rig = try await Rig(handlers: ["getReport": { _ in .later { Answer(200, ["ok": true]) } }])
        #expect(await rig.send("GET", "/v1/report").status == 200)
        #expect(rig.events.all.isEmpty)
        rig.clock.advance(milliseconds: 2_000)
    }

    @Test func holdsForHandlersThatDoNotSuspend() async throws {
        let clock = TestClock()
        let rig = try await Rig(
            handlers: [
                "getReport": { _ in
                    clock.advance(milliseconds: 1_000)
                    return .answer(Answer(200, ["ok": true]))
                }
            ], clock: clock)
        #expect(await rig.send("GET", "/v1/report").status == 504)
    }

    @Test func leavesOperationsWithoutADeadlineAlone() async throws {
        let clock = TestClock()
        let rig = try await Rig(
            handlers: [
                "getThing": { _ in
                    .later {
                        clock.advance(milliseconds: 100_000)
                        return Answer(200, ["id": "a", "name": "a"])
                    }
                }
            ], clock: clock)
        #expect(await rig.send("GET", "/v1/things/a").status == 200)
    }
}
