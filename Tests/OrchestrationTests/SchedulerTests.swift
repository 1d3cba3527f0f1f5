import Testing

@testable import Orchestration

@Suite struct SchedulerTests {
    private static func ticket(_ task: String, priority: Int = 5, first: String = "a") -> Ticket {
        Ticket(task: task, priority: priority, first: first)
    }

    @Test func asksForAsMuchAsThereIsRoomWhenItOpens() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 2), agent("off", enabled: false), agent("b")])
        #expect(scheduler.handle(.queued(agent: "a")) == [])
        #expect(scheduler.handle(.opened) == [.claim(agent: "a", limit: 2), .claim(agent: "b", limit: 1)])
        #expect(scheduler.handle(.queued(agent: "off")) == [])
        #expect(scheduler.handle(.queued(agent: "unknown")) == [])
    }

    @Test func asksAgainOnlyWhenThereMayBeMore() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 2)])
        _ = scheduler.handle(.opened)
        #expect(scheduler.isClaiming)
        #expect(scheduler.handle(.claimed(agent: "a", [], limit: 2)) == [])
        #expect(!scheduler.isClaiming)
        #expect(scheduler.handle(.queued(agent: "a")) == [.claim(agent: "a", limit: 2)])
        #expect(scheduler.handle(.queued(agent: "a")) == [], "one claim at a time")
        let one = Self.ticket("1")
        let begun = scheduler.handle(.claimed(agent: "a", [one], limit: 2))
        #expect(begun == [.begin(one, agent: "a"), .claim(agent: "a", limit: 1)], "something came in meanwhile")
        #expect(scheduler.running("a") == 1)
    }

    @Test func aFullAnswerMeansThatThereMayBeMore() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 1)])
        _ = scheduler.handle(.opened)
        let one = Self.ticket("1")
        #expect(scheduler.handle(.claimed(agent: "a", [one], limit: 1)) == [.begin(one, agent: "a")])
        #expect(scheduler.handle(.ended(one, agent: "a", next: nil)) == [.claim(agent: "a", limit: 1)])
        #expect(scheduler.running("a") == 0)
    }

    @Test func aFailedClaimWaitsForTheNextCall() {
        var scheduler = Scheduler(agents: [agent("a")])
        _ = scheduler.handle(.opened)
        #expect(scheduler.handle(.claimFailed(agent: "a")) == [])
        #expect(scheduler.handle(.queued(agent: "a")) == [.claim(agent: "a", limit: 1)])
    }

    @Test func aTaskGoesOnToItsNextAgentBeforeNewOnesBegin() {
        var scheduler = Scheduler(agents: [agent("a"), agent("b")])
        _ = scheduler.handle(.opened)
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        let one = Self.ticket("1")
        _ = scheduler.handle(.claimed(agent: "a", [one], limit: 1))
        let moved = scheduler.handle(.ended(one, agent: "a", next: "b"))
        #expect(moved == [.begin(one, agent: "b"), .claim(agent: "a", limit: 1)])
        #expect(scheduler.handle(.queued(agent: "b")) == [], "b has no room")
        #expect(scheduler.handle(.ended(one, agent: "b", next: nil)) == [.claim(agent: "b", limit: 1)])
    }

    @Test func amongTheWaitingPriorityDecidesThenArrival() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 4), agent("b")])
        _ = scheduler.handle(.opened)
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        let tickets = [("1", 5), ("2", 1), ("3", 9), ("4", 5)].map { Self.ticket($0, priority: $1) }
        _ = scheduler.handle(.claimed(agent: "a", tickets, limit: 4))
        var begun = tickets.flatMap { scheduler.handle(.ended($0, agent: "a", next: "b")) }.compactMap(Self.begun)
        #expect(begun == ["1"])
        while let last = begun.last, begun.count < 4 {
            let ended = Self.ticket(last, priority: 0)
            begun += scheduler.handle(.ended(ended, agent: "b", next: nil)).compactMap(Self.begun)
        }
        #expect(begun == ["1", "3", "4", "2"])
    }

    @Test func aSlowSecondAgentBoundsWhatTheFirstClaims() {
        var scheduler = Scheduler(agents: [agent("a"), agent("b")])
        var claims = scheduler.handle(.opened).count { $0 == .claim(agent: "a", limit: 1) }
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        for number in 1...10 where claims == number {
            let ticket = Self.ticket(String(number))
            _ = scheduler.handle(.claimed(agent: "a", [ticket], limit: 1))
            let actions = scheduler.handle(.ended(ticket, agent: "a", next: "b"))
            claims += actions.count { $0 == .claim(agent: "a", limit: 1) }
        }
        #expect(claims == 4)
        let freed = scheduler.handle(.ended(Self.ticket("1"), agent: "b", next: nil))
        #expect(freed.contains(.claim(agent: "a", limit: 1)))
    }

    @Test func closedItStartsNothing() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 2)])
        _ = scheduler.handle(.opened)
        let one = Self.ticket("1")
        _ = scheduler.handle(.claimed(agent: "a", [one], limit: 2))
        #expect(scheduler.handle(.closed) == [])
        #expect(scheduler.handle(.queued(agent: "a")) == [])
        #expect(scheduler.running("a") == 0)
        #expect(scheduler.handle(.opened) == [.claim(agent: "a", limit: 2)])
    }

    @Test(arguments: 1...50) func neverExceedsAConcurrencyAndNeverForgetsATask(seed: UInt64) {
        var model = SchedulerModel(seed: seed)
        model.run(steps: 400)
        #expect(model.faults.isEmpty, "\(model.faults)")
        #expect(model.left == 0)
    }

    private static func begun(_ action: Scheduler.Action) -> String? {
        if case .begin(let ticket, _) = action { ticket.task } else { nil }
    }
}
