import JSON
import Testing

@testable import Agents

@Suite struct FindingsMergeTests {
    private func finding(_ rule: String, _ severity: String, at place: String = "x:1", title: String = "T") -> JSONValue
    {
        [
            "rule": .string(rule), "severity": .string(severity), "title": .string(title), "evidence": [:],
            "remedy": "R",
            "location": .string(place),
        ]
    }

    private func merge(_ findings: JSONValue, least: String? = nil) async throws -> JSONValue {
        var input: JSONObject = ["findings": findings]
        input["min_severity"] = least.map { .string($0) }
        return try await FindingsMerge().run(.object(input), in: Lab.context())
    }

    @Test func sortsTheWorstFirstAndDropsDuplicates() async throws {
        let output = try await merge([
            finding("b", "low"), finding("a", "low"), finding("c", "critical"), finding("a", "low"),
            finding("a", "low", at: "x:2"), finding("a", "low", title: "U"), finding("d", "info"),
        ])
        let expected = [
            finding("c", "critical"), finding("a", "low"), finding("a", "low", title: "U"),
            finding("a", "low", at: "x:2"), finding("b", "low"), finding("d", "info"),
        ]
        #expect(output["findings"] == .array(expected))
        #expect(output["counts"] == ["critical": 1, "high": 0, "medium": 0, "low": 4, "info": 1, "total": 6])
        #expect(output["summary"] == "6 findings: 1 critical, 4 low, 1 info. The worst: T (x:1).")
        #expect(output["grade"] == "F")
    }

    @Test func takesOutputsOfToolsAsTheyCome() async throws {
        let output = try await merge([
            .null, "text", 7, ["findings": [finding("a", "high")], "open": [["rule": "no"]]],
            [["findings": [finding("b", "high")]], ["index": 0, "output": ["findings": [finding("c", "high")]]]],
            ["first": ["findings": [finding("d", "high")]]],
        ])
        #expect(output.rules == ["a", "b", "c", "d"])
    }

    @Test func leavesOutWhatIsBelowTheLeastSeverity() async throws {
        let all: JSONValue = .array(Finding.Severity.allCases.map { finding($0.rawValue, $0.rawValue) })
        #expect(try await merge(all, least: "medium").rules == ["critical", "high", "medium"])
        #expect(try await merge(all, least: "medium")["counts"]?["total"] == 3)
    }

    @Test(arguments: [("critical", "F"), ("high", "D"), ("medium", "C"), ("low", "B"), ("info", "A")])
    func gradesByTheWorst(severity: String, grade: String) async throws {
        #expect(try await merge([finding("a", "info"), finding("b", severity)])["grade"] == .string(grade))
    }

    @Test(arguments: [[], .null, [:]] as [JSONValue]) func nothingIsNoFinding(findings: JSONValue) async throws {
        let output = try await merge(findings)
        #expect(output["summary"] == "No findings.")
        #expect(output["findings"] == [])
        #expect(output["grade"] == "A")
        #expect(output["counts"]?["total"] == 0)
    }

    @Test func looksOnlySoDeep() async throws {
        var nest: JSONValue = [finding("a", "high")]
        for _ in 0..<10_000 { nest = [nest] }
        var heap = FindingsHeap()
        heap.add(nest)
        #expect(heap.sorted.isEmpty)
    }
}
