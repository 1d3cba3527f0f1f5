import JSON
import Orchestration
import TestSupport
import Testing

@testable import Agents

/// The quality of a run: how much of the pipeline's weight went well.
@Suite struct QualityTests {
    private static func quality(_ steps: String, result: String = "{}") async throws -> JSONValue? {
        let run = try Run(
            steps, result: result,
            tools: [
                "give": { _ throws(ToolError) in [1, 2, 3, 4] },
                "fail": { _ throws(ToolError) in throw ToolError(kind: .connection, message: "no") },
            ])
        return try await run.result()["quality"]
    }

    @Test func stepsCountByTheirWeight() async throws {
        let steps = """
            - {id: one, uses: give, weight: 3}
            - {id: two, uses: fail, weight: 1, continue_on_error: true}
            """
        #expect(try await Self.quality(steps) == 0.75)
    }

    @Test func skippedStepsDoNotCount() async throws {
        let steps = """
            - {id: one, uses: give}
            - {id: two, uses: fail, weight: 9, if: "${task.priority > 9}"}
            """
        #expect(try await Self.quality(steps) == 1.0)
        #expect(try await Self.quality("- {id: one, uses: give, if: \"${task.priority > 9}\"}") == nil)
    }

    @Test func itemsCountByTheirNumber() async throws {
        let step = """
            - {id: each, uses: some, for_each: "${params.list}", with: {it: "${item}"}, continue_on_error: true}
            """
        let run = try Run(
            step, more: "input_schema: {type: object, properties: {list: {}}}",
            tools: [
                "some": { input throws(ToolError) in
                    if input["it"] == 3 { throw ToolError(kind: .connection, message: "no") }
                    return input
                }
            ])
        #expect(try await run.result(parameters: ["list": [1, 2, 3, 4]])["quality"] == 0.75)
    }

    @Test func anAgentMayGradeItself() async throws {
        #expect(try await Self.quality("- {id: one, uses: give}", result: "{quality: 0.25}") == 0.25)
    }
}
