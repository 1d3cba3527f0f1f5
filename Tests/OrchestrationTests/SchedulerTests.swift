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
        #expect(scheduler.handle(.over(one)) == [], "its agent is still there")
        #expect(scheduler.handle(.ended(one, agent: "a")) == [.claim(agent: "a", limit: 1)])
        #expect(scheduler.running("a") == 0)
    }

    @Test func aFailedClaimWaitsForTheNextCall() {
        var scheduler = Scheduler(agents: [agent("a")])
        _ = scheduler.handle(.opened)
        #expect(scheduler.handle(.claimFailed(agent: "a")) == [])
        #expect(scheduler.handle(.queued(agent: "a")) == [.claim(agent: "a", limit: 1)])
    }

    @Test func aTaskGoesOnToItsNextAgentWithoutHoldingRoom() {
        var scheduler = Scheduler(agents: [agent("a"), agent("b")])
        _ = scheduler.handle(.opened)
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        let one = Self.ticket("1")
        _ = scheduler.handle(.claimed(agent: "a", [one], limit: 1))
        #expect(scheduler.handle(.wanted(one, agents: ["b"])) == [.begin(one, agent: "b")])
        #expect(scheduler.handle(.ended(one, agent: "a")) == [.claim(agent: "a", limit: 1)])
        #expect(scheduler.handle(.queued(agent: "b")) == [], "b has no room")
        #expect(scheduler.handle(.over(one)) == [])
        #expect(scheduler.handle(.ended(one, agent: "b")) == [.claim(agent: "b", limit: 1)])
    }

    @Test func aTaskTakesRoomOfEachAgentAsThatOneBegins() {
        var scheduler = Scheduler(agents: [agent("a"), agent("b"), agent("c")])
        _ = scheduler.handle(.opened)
        for name in ["b", "c"] { _ = scheduler.handle(.claimed(agent: name, [], limit: 1)) }
        let (one, two) = (Self.ticket("1"), Self.ticket("2", first: "b"))
        _ = scheduler.handle(.queued(agent: "b"))
        #expect(scheduler.handle(.claimed(agent: "b", [two], limit: 1)) == [.begin(two, agent: "b")])
        _ = scheduler.handle(.claimed(agent: "a", [one], limit: 1))
        #expect(scheduler.handle(.wanted(one, agents: ["b", "c"])) == [.begin(one, agent: "c")])
        #expect(["a", "b", "c"].map(scheduler.running) == [1, 1, 1])
        #expect(scheduler.handle(.wanted(two, agents: ["a"])) == [], "each has what the other waits for")
        #expect(scheduler.handle(.ended(one, agent: "a")) == [.begin(two, agent: "a")])
        #expect(scheduler.handle(.ended(two, agent: "b")) == [.begin(one, agent: "b")])
    }

    @Test func whatATaskThatIsOverWaitedForNeverBegins() {
        var scheduler = Scheduler(agents: [agent("a"), agent("b")])
        _ = scheduler.handle(.opened)
        let (one, two) = (Self.ticket("1"), Self.ticket("2", first: "b"))
        _ = scheduler.handle(.claimed(agent: "a", [one], limit: 1))
        _ = scheduler.handle(.claimed(agent: "b", [two], limit: 1))
        #expect(scheduler.handle(.wanted(one, agents: ["b"])) == [])
        _ = scheduler.handle(.over(one))
        _ = scheduler.handle(.over(two))
        #expect(scheduler.handle(.ended(two, agent: "b")) == [.claim(agent: "b", limit: 1)])
    }

    @Test func othersTasksAndTheOwnQueueTakeTurns() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 8), agent("b")])
        _ = scheduler.handle(.opened)
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        let tickets = (1...8).map { Self.ticket("\($0)", priority: 9) }
        _ = scheduler.handle(.claimed(agent: "a", tickets, limit: 8))
        var actions = tickets.flatMap { scheduler.handle(.wanted($0, agents: ["b"])) }
        _ = scheduler.handle(.queued(agent: "b"))
        var served: [String] = []
        for number in 0..<6 {
            switch actions.first {
            case .begin(let ticket, _)?:
                served.append("other")
                actions = scheduler.handle(.ended(ticket, agent: "b"))
            case .claim?:
                served.append("own")
                let own = Self.ticket("own \(number)", priority: 1, first: "b")
                #expect(scheduler.handle(.claimed(agent: "b", [own], limit: 1)).first == .begin(own, agent: "b"))
                _ = scheduler.handle(.over(own))
                actions = scheduler.handle(.ended(own, agent: "b"))
            case nil: served.append("nothing")
            }
        }
        #expect(served == ["other", "own", "other", "own", "other", "own"])
    }

    @Test func amongTheWaitingPriorityDecidesThenArrival() {
        var scheduler = Scheduler(agents: [agent("a", concurrency: 4), agent("b")])
        _ = scheduler.handle(.opened)
        _ = scheduler.handle(.claimed(agent: "b", [], limit: 1))
        let tickets = [("1", 5), ("2", 1), ("3", 9), ("4", 5)].map { Self.ticket($0, priority: $1) }
        _ = scheduler.handle(.claimed(agent: "a", tickets, limit: 4))
        var begun = tickets.flatMap { scheduler.handle(.wanted($0, agents: ["b"])) }.compactMap(Self.begun)
        #expect(begun == ["1"])
        while let last = begun.last, begun.count < 4 {
            let ended = Self.ticket(last, priority: 0)
            begun += scheduler.handle(.ended(ended, agent: "b")).compactMap(Self.begun)
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
            _ = scheduler.handle(.wanted(ticket, agents: ["b"]))
            let actions = scheduler.handle(.ended(ticket, agent: "a"))
            claims += actions.count { $0 == .claim(agent: "a", limit: 1) }
        }
        #expect(claims == 4)
        #expect(scheduler.handle(.over(Self.ticket("1"))) == [.claim(agent: "a", limit: 1)])
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

    @Test(arguments: 1...200) func neverExceedsAConcurrencyAndNeverForgetsATask(seed: UInt64) {
        var model = SchedulerModel(seed: seed)
        model.run(steps: 400)
        #expect(model.faults.isEmpty, "\(model.faults)")
        #expect(model.left == 0)
        #expect(model.mostAtOnce > 1, "some task had several agents at work")
    }

    private static func begun(_ action: Scheduler.Action) -> String? {
        if case .begin(let ticket, _) = action { ticket.task } else { nil }
    }
}
