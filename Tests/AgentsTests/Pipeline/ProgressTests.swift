import JSON
import Orchestration
import Testing

@testable import Agents

/// The fraction that is done is true: by weight, with the items of a step, and it never falls.
@Suite struct ProgressTests {
    private static let steps = """
        - {id: one, uses: echo, weight: 2, name: Looking}
        - {id: two, uses: echo, weight: 5, for_each: [1, 2, 3, 4, 5], max_parallel: 1}
        - {id: three, uses: echo, weight: 2, if: false}
        - {id: four, uses: echo}
        """

    @Test func weightsItemsAndSkippedStepsCount() async throws {
        let run = try Run(Self.steps, tools: ["echo": { $0 }])
        _ = try await run.result()
        #expect(
            run.reports == [
                "0.2 one: Looking completed", "0.3 two: two: 1 of 5", "0.4 two: two: 2 of 5", "0.5 two: two: 3 of 5",
                "0.6 two: two: 4 of 5", "0.7 two: two completed", "0.9 three: three skipped",
                "1.0 four: four completed",
            ])
    }

    @Test func reportsComeInOrderAndOneAtATime() async throws {
        let run = try Run(
            "- {id: all, uses: echo, for_each: \"${params.list}\", max_parallel: 50}",
            more: "input_schema: {type: object, properties: {list: {type: array}}}", tools: ["echo": { $0 }])
        _ = try await run.result(parameters: ["list": .array((0..<200).map { .integer($0) })])
        #expect(run.fractions.count == 200)
        #expect(run.fractions == run.fractions.sorted())
        #expect(run.fractions.first == 0.005 && run.fractions.last == 1)
    }
}
