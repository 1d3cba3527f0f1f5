import JSON
import TestSupport
import Testing

@testable import Orchestration

/// A team that expectations may change: they take no mutating calls.
private final class Bench {
    private var team: Team

    init(_ team: Team) { self.team = team }

    var verdict: Team.Verdict? { team.verdict }
    var percentage: Double { team.percentage }
    var unfinished: [String] { team.unfinished }

    func call() -> [String] { team.call() }
    func begin(_ agent: String) -> Bool { team.begin(agent) }
    func advance(_ agent: String, to fraction: Double) { team.advance(agent, to: fraction) }
    func end(_ agent: String, _ outcome: Result<JSONValue, TaskFailure>) -> Bool { team.end(agent, outcome) }
    func fail(_ failure: TaskFailure) -> Bool { team.fail(failure) }
}

@Suite struct TeamTests {
    private static let failure = TaskFailure(code: "AGENT_FAILED", detail: "b broke")

    private static func team(
        _ agents: [String], _ mode: TaskPlan.Mode, _ onFailure: TaskPlan.OnFailure = .stop, weights: [String: Int] = [:]
    ) -> Bench {
        let plan = TaskPlan(taskType: "t", agents: agents, mode: mode, onFailure: onFailure, weights: weights)
        return Bench(Team(agents: agents, plan: plan))
    }

    @Test func inSequenceEachIsCalledWhenTheOneBeforeHasEnded() {
        let team = Self.team(["a", "b", "c"], .sequence)
        #expect(team.call() == [])
        #expect(team.end("a", .success([:])))
        #expect(team.call() == ["b"])
        #expect(team.call() == [], "b was called")
        #expect(team.begin("b"))
        #expect(!team.begin("c"), "nobody called c")
        #expect(team.call() == [], "b works")
        #expect(team.end("b", .success([:])))
        #expect(team.call() == ["c"])
        #expect(team.unfinished == ["c"])
    }

    @Test func sideBySideAllAreCalledAtOnce() {
        let team = Self.team(["a", "b", "c"], .parallel)
        #expect(team.call() == ["b", "c"])
        #expect(team.call() == [])
        #expect(team.begin("c") && team.begin("b"))
        #expect(!team.begin("b"), "it has begun")
    }

    @Test func theFirstFailureDecidesWhereOneStopsAll() {
        let team = Self.team(["a", "b", "c"], .parallel)
        _ = team.call()
        #expect(team.begin("b"))
        #expect(team.end("b", .failure(Self.failure)))
        #expect(team.verdict == .failed(Self.failure))
        #expect(!team.begin("c") && !team.end("a", .success([:])) && team.call() == [])
    }

    @Test func whereTheOthersGoOnAFailureMarksItsPart() {
        let team = Self.team(["a", "b"], .sequence, .continue)
        #expect(team.end("a", .failure(Self.failure)))
        #expect(team.verdict == nil && team.call() == ["b"] && team.begin("b"))
        #expect(team.end("b", .success(["summary": "fine", "findings": [["rule": "r", "severity": "low"]]])))
        #expect(
            team.verdict
                == .completed([
                    "summary": ["a": "b broke", "b": "fine"],
                    "findings": [["rule": "r", "severity": "low", "agent_id": "b"]],
                    "agents": [
                        "a": ["status": "failed", "error": ["error_code": "AGENT_FAILED", "detail": "b broke"]],
                        "b": ["summary": "fine", "findings": [["rule": "r", "severity": "low"]]],
                    ],
                ]))
    }

    @Test func aTaskAllOfWhoseAgentsFailFailsAsTheFirstOfThemDid() {
        let team = Self.team(["a", "b"], .parallel, .continue)
        _ = team.call()
        #expect(team.begin("b") && team.end("b", .failure(Self.failure)))
        let first = TaskFailure(code: "TARGET_NOT_ALLOWED", detail: "a may not")
        #expect(team.end("a", .failure(first)))
        #expect(team.verdict == .failed(first))
    }

    @Test func theResultOfOneAgentIsItsOwn() {
        let team = Self.team(["a"], .parallel, .continue)
        #expect(team.end("a", .success(["anything": 1])))
        #expect(team.verdict == .completed(["anything": 1]))
        #expect(!team.fail(Self.failure), "it is decided")
    }

    @Test func progressIsTheMeanByWeightOfWhatIsReallyDone() {
        let team = Self.team(["a", "b"], .parallel, .continue, weights: ["a": 3])
        _ = team.call()
        #expect(team.begin("b") && team.percentage == 0)
        team.advance("a", to: 0.5)
        #expect(team.percentage == 37.5)
        for fraction in [0.2, .nan, -1] { team.advance("a", to: fraction) }
        #expect(team.percentage == 37.5, "an agent never goes back")
        team.advance("b", to: 7)
        #expect(team.percentage == 62.5)
        #expect(team.end("b", .failure(Self.failure)) && team.percentage == 62.5)
        #expect(team.end("a", .success([:])) && team.percentage == 100)
    }

    /// Whatever happens in whatever order: nobody is called twice, nothing begins after the verdict, the percentage
    /// never falls, and the verdict comes exactly when the plan says so.
    @Test(arguments: 1...300) func keepsItsPlanInAnyOrder(seed: UInt64) {
        var random = Seeded(state: seed)
        let agents = Array(["a", "b", "c", "d"].prefix(.random(in: 1...4, using: &random)))
        let (parallel, goesOn) = (Bool.random(using: &random), Bool.random(using: &random))
        let team = Self.team(agents, parallel ? .parallel : .sequence, goesOn ? .continue : .stop)
        var (called, working, ended) = (Set<String>(), Set(agents.prefix(1)), [String: Bool]())
        var everCalled: [String] = Array(agents.prefix(1))
        var shown = 0.0
        for _ in 0..<200 where team.verdict == nil {
            let next = team.call()
            called.formUnion(next)
            everCalled += next
            if parallel { #expect(everCalled == agents) } else { #expect(called.count + working.count == 1) }
            if let agent = called.sorted().randomElement(using: &random), Bool.random(using: &random) {
                #expect(team.begin(agent))
                called.remove(agent)
                working.insert(agent)
            }
            guard let agent = working.sorted().randomElement(using: &random) else { continue }
            team.advance(agent, to: .random(in: 0...1, using: &random))
            #expect(team.percentage >= shown)
            shown = team.percentage
            guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
            let succeeds = Bool.random(using: &random)
            #expect(team.end(agent, succeeds ? .success([:]) : .failure(Self.failure)))
            working.remove(agent)
            ended[agent] = succeeds
            let isDecided = ended.count == agents.count || (!goesOn && !succeeds)
            #expect((team.verdict != nil) == isDecided)
            if isDecided {
                let completes = goesOn ? ended.values.contains(true) : succeeds
                if case .completed = team.verdict { #expect(completes) } else { #expect(!completes) }
            }
        }
        #expect(team.verdict != nil)
        #expect(Set(everCalled).count == everCalled.count)
        #expect(team.call() == [])
    }
}
