import Testing

@testable import Outbound

@Suite struct LoadPacerTests {
    private func pacer(
        _ pace: LoadPlan.Pace, connections: Int = 10, requests: Int? = nil, duration: Duration = .seconds(1)
    ) -> LoadPacer {
        LoadPacer(
            LoadPlan(
                WebRequest(url: "http://a.test/"), pace: pace, connections: connections, requests: requests,
                duration: duration))
    }

    @Test func atARateEachRequestHasItsMoment() {
        var pacer = pacer(.rate(4))
        #expect(pacer.next(at: .zero) == .send(due: .zero))
        #expect(pacer.next(at: .milliseconds(1)) == .wait(until: .milliseconds(250)))
        #expect(pacer.next(at: .milliseconds(250)) == .send(due: .milliseconds(250)))
        #expect(pacer.next(at: .milliseconds(499)) == .wait(until: .milliseconds(500)))
        #expect(pacer.sent == 2)
    }

    @Test func aRequestSentLateIsStillDueAtItsMoment() {
        var pacer = pacer(.rate(4))
        let late = Duration.milliseconds(900)
        #expect((0..<4).map { _ in pacer.next(at: late) } == [0, 250, 500, 750].map { .send(due: .milliseconds($0)) })
        #expect(pacer.next(at: late) == .over)
        #expect(pacer.unsent == 0)
    }

    @Test func whatWasDueAndNotSentIsCounted() {
        var pacer = pacer(.rate(4))
        #expect(pacer.next(at: .milliseconds(1)) == .send(due: .zero))
        pacer.close(at: .milliseconds(999))
        #expect(!pacer.isOver(at: .seconds(1)))
        #expect(pacer.next(at: .seconds(1)) == .send(due: .milliseconds(250)))
        pacer.close(at: .seconds(1))
        #expect(pacer.isOver(at: .seconds(1)))
        #expect(pacer.next(at: .seconds(1)) == .over)
        #expect(pacer.unsent == 2)
    }

    @Test(arguments: [
        (3, 1_000, 3), (3, 1_001, 4), (1, 999, 1), (1_000, 1_500, 1_500), (7, 300_000, 2_100),
    ])
    func atARateAsManyAreDueAsTheTimeHolds(rate: Int, milliseconds: Int, count: Int) {
        var pacer = pacer(.rate(rate), duration: .milliseconds(milliseconds))
        var sent = 0
        let end = Duration.milliseconds(milliseconds) - .nanoseconds(1)
        while case .send = pacer.next(at: end) { sent += 1 }
        #expect(sent == count)
    }

    @Test func aNumberOfRequestsEndsARateEarlier() {
        var pacer = pacer(.rate(10), requests: 2)
        #expect(pacer.next(at: .milliseconds(150)) == .send(due: .zero))
        #expect(pacer.next(at: .milliseconds(150)) == .send(due: .milliseconds(100)))
        #expect(pacer.next(at: .milliseconds(150)) == .over)
        #expect(pacer.span == .milliseconds(200))
        #expect(pacer.unsent == 0)
    }

    @Test func inAClosedLoopARequestIsDueWhenAConnectionIsFree() {
        var pacer = pacer(.closed, requests: 2)
        #expect(pacer.next(at: .milliseconds(3)) == .send(due: .milliseconds(3)))
        #expect(pacer.next(at: .milliseconds(5)) == .send(due: .milliseconds(5)))
        #expect(pacer.next(at: .milliseconds(5)) == .over)
        #expect(pacer.unsent == 0)
        #expect(pacer.span == .zero)
    }

    @Test func aClosedLoopEndsWithItsTime() {
        var pacer = pacer(.closed)
        #expect(pacer.next(at: .milliseconds(999)) == .send(due: .milliseconds(999)))
        #expect(pacer.next(at: .seconds(1)) == .over)
    }

    @Test func aClosedLoopIsHeldBelowTheHighestRate() {
        var pacer = pacer(.closed, connections: 2)
        for _ in 0..<3 { #expect(pacer.next(at: .zero) == .send(due: .zero)) }
        #expect(pacer.next(at: .zero) == .wait(until: .microseconds(20)))
        #expect(pacer.next(at: .microseconds(20)) == .send(due: .microseconds(20)))
    }

    @Test func everyNumberIsHeldWithinItsCap() {
        var request = WebRequest(url: "http://a.test/")
        request.timeout = .seconds(3_600)
        let large = LoadPlan(
            request, pace: .rate(.max), connections: .max, requests: .max, duration: .seconds(86_400))
        #expect(large.pace == .rate(50_000))
        #expect(large.connections == 128)
        #expect(large.requests == 1_000_000)
        #expect(large.duration == .seconds(300))
        #expect(large.request.timeout == .seconds(60))
        request.timeout = .zero
        let small = LoadPlan(request, pace: .rate(0), connections: 0, requests: 0, duration: .zero)
        #expect(small.pace == .rate(1))
        #expect(small.connections == 1)
        #expect(small.requests == 1)
        #expect(small.duration == .milliseconds(1))
        #expect(small.request.timeout == .milliseconds(1))
    }

    @Test func newConnectionsWaitLongerWhileNothingIsAnswered() {
        var backoff = LoadBackoff()
        let waits = (0..<9).map { _ in backoff.next() }
        #expect(waits == [0, 10, 20, 40, 80, 160, 320, 500, 500].map { .milliseconds($0) })
        backoff.reset()
        #expect(backoff.next() == .zero)
    }
}
