import JSON
import Orchestration
import Testing

@testable import Agents

/// Steps that run once for each item of a list.
@Suite struct ForEachTests {
    private static func step(_ more: String = "") -> String {
        "- {id: each, uses: echo, for_each: \"${params.list}\", with: {it: \"${item}\"}\(more)}"
    }

    private static let schema = "input_schema: {type: object, properties: {list: {}}}"

    @Test func theOutputIsTheListOfOutputs() async throws {
        let run = try Run(
            Self.step(), result: "{all: \"${pluck(steps.each.output, 'it')}\"}", more: Self.schema,
            tools: ["echo": { $0 }])
        #expect(try await run.result(parameters: ["list": [3, 1, 2]])["all"] == [3, 1, 2])
        #expect(try await run.result(parameters: ["list": []])["all"] == [])
        #expect(try await run.result(parameters: ["list": nil])["all"] == [])
    }

    @Test func noMoreThanMaxParallelItemsRunAtOnce() throws {
        let run = try Run(Self.step(", max_parallel: 2"), more: Self.schema, tools: ["echo": { $0 }])
        var state = try run.state(parameters: ["list": ["a", "b", "c", "d"]])
        let first = state.begin(at: .zero).calls
        #expect(first.map(\.item) == [0, 1])
        let second = state.finish(first[1], .success("B"), at: .zero)
        #expect(second.calls.map(\.item) == [2])
        #expect(second.reports == [AgentProgress(fraction: 0.25, step: "each", message: "each: 1 of 4")])
        let third = state.finish(first[0], .success("A"), at: .zero).calls
        #expect(third.map(\.item) == [3])
        #expect(state.finish(third[0], .success("D"), at: .zero).end == nil)
        #expect(state.finish(second.calls[0], .success("C"), at: .zero).end != nil)
        #expect(state.steps[0].output == ["A", "B", "C", "D"])
    }

    @Test func fourItemsRunAtOnceUnlessTheFileSaysOtherwise() throws {
        let run = try Run(Self.step(), more: Self.schema, tools: ["echo": { $0 }])
        var state = try run.state(parameters: ["list": [1, 2, 3, 4, 5, 6]])
        #expect(state.begin(at: .zero).calls.count == 4)
    }

    @Test func aConditionOnTheItemChoosesAmongThem() async throws {
        let run = try Run(
            Self.step(", as: port, if: \"${port.tls}\"").replacing("${item}", with: "${port.n}"),
            result: "{all: \"${steps.each.output}\"}", more: Self.schema, tools: ["echo": { $0 }])
        let list: JSONValue = [["n": 1, "tls": true], ["n": 2], ["n": 3, "tls": true]]
        #expect(try await run.result(parameters: ["list": list])["all"] == [["it": 1], ["it": 3]])
        let none = try await run.result(parameters: ["list": [["n": 2]]])
        #expect(none["all"] == [] && none["steps"]?[0]?["status"] == "completed")
    }

    @Test func aConditionWithoutTheItemDecidesForTheWholeStep() async throws {
        let run = try Run(
            Self.step(", if: \"${task.priority > 9}\""), result: "{all: \"${steps.each.output}\"}", more: Self.schema,
            tools: ["echo": { $0 }])
        let result = try await run.result(parameters: ["list": [1]])
        #expect(result["all"] == JSONValue.null && result["steps"]?[0]?["status"] == "skipped")
    }

    @Test func aFailingItemFailsTheAgent() async throws {
        let run = try Run(
            Self.step(), more: Self.schema,
            tools: [
                "echo": { input throws(ToolError) in
                    if input["it"] == 2 { throw ToolError(kind: .protocolError, message: "no sense in it") }
                    return input
                }
            ])
        #expect(
            await run.outcome(parameters: ["list": [1, 2]])
                == .failure(
                    TaskFailure(
                        code: "AGENT_FAILED", detail: "Agent a failed: step \"each\": no sense in it (item 2 of 2)")))
    }

    @Test func itemsMayFailWhereTheStepMay() async throws {
        let run = try Run(
            Self.step(", continue_on_error: true"), result: "{all: \"${steps.each.output}\"}", more: Self.schema,
            tools: [
                "echo": { input throws(ToolError) in
                    if input["it"] != 2 { throw ToolError(kind: .connection, message: "gone: \(input["it"] ?? nil)") }
                    return input
                }
            ])
        let result = try await run.result(parameters: ["list": ["x", 2, "y"]])
        #expect(result["all"] == [nil, ["it": 2], nil])
        #expect(
            result["steps"]?[0] == [
                "id": "each", "status": "failed", "duration_ms": 0,
                "error": .string(#"2 of 3 items failed; the first: gone: string("x")"#),
            ])
    }

    @Test func aListThatIsNoneFailsTheStep() async throws {
        let run = try Run(Self.step(), more: Self.schema, tools: ["echo": { $0 }])
        let outcome = await run.outcome(parameters: ["list": "abc"])
        #expect(
            outcome
                == .failure(
                    TaskFailure(
                        code: "AGENT_FAILED",
                        detail: "Agent a failed: step \"each\": for_each: needs a list, not a text")))
    }

    @Test func aRunawayListIsRefused() async throws {
        let run = try Run(Self.step(), more: Self.schema, tools: ["echo": { $0 }])
        let outcome = await run.outcome(parameters: ["list": .array(Array(repeating: 1, count: 10_001))])
        #expect(
            outcome
                == .failure(
                    TaskFailure(
                        code: "AGENT_FAILED",
                        detail: """
                            Agent a failed: step "each": for_each: the list has 10001 items, at most 10000 are allowed
                            """)))
    }

    @Test func aLiteralListWorksToo() async throws {
        let run = try Run(
            "- {id: each, uses: echo, for_each: [1, \"${task.priority}\"], with: {it: \"${item}\"}}",
            tools: ["echo": { $0 }])
        _ = try await run.result()
        #expect(Set(run.log.inputs) == [["it": 1], ["it": 7]])
    }
}
