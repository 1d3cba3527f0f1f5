import Foundation
import JSON
import Outbound
import Synchronization
import Testing

@testable import Agents

/// What the tool does around its judge: policy first, files within their folders, departures as findings.
@Suite struct APIConformTests {
    /// A judge that remembers what it was asked.
    private final class Judge: ConformanceJudge {
        private let asked = Mutex<[ConformanceOrder]>([])

        var orders: [ConformanceOrder] { asked.withLock { $0 } }

        func judge(_ order: ConformanceOrder) async throws(ToolError) -> ConformanceVerdict {
            asked.withLock { $0.append(order) }
            let rules = [("auth.role", true), ("positive.example", true), ("method.head", false)]
            let departures = rules.map { rule, isBinding in
                ConformanceVerdict.Departure(
                    rule: rule, title: "It holds", isBinding: isBinding, subject: "GET /a", attempt: "as viewer",
                    expected: "403", got: "200", specification: "spec/openapi.yaml:9:3", curl: "curl '/a'")
            }
            return ConformanceVerdict(
                specification: "Things 1.0", requests: 7, checks: 9, passed: 4, departures: departures,
                gaps: [.init(rule: "object.foreign", subject: "GET /a", reason: "needs a second user")])
        }
    }

    private static func run(
        _ judge: Judge, _ input: JSONValue, allow: [String] = ["127.0.0.0/8"]
    ) async throws -> JSONValue {
        let folder = NSTemporaryDirectory() + "conform-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/spec", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in [("spec/openapi.yaml", "openapi"), ("spec/limits.yaml", "limits"), ("users.yaml", "[]")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let context = ToolContext(
            egress: Egress(policy: try EgressPolicy(allow: allow, deny: []), own: []),
            files: FileScope(policy: try FilePolicy(allow: [folder])))
        return try await APIConform(judge: judge).run(input, in: context)
    }

    @Test func judgesACheckedTargetByFilesItMayRead() async throws {
        let judge = Judge()
        let output = try await Self.run(
            judge,
            [
                "url": "http://127.0.0.1:8000/api/v1", "spec": "spec/", "users": "users.yaml", "only": ["auth.*"],
                "seed": 5,
            ])
        let order = try #require(judge.orders.first)
        #expect(order.url == "http://127.0.0.1:8000" && order.target.addresses.map { "\($0)" } == ["127.0.0.1"])
        #expect(order.root == "spec")
        let files = order.files.mapValues { String(decoding: $0, as: UTF8.self) }
        #expect(files == ["spec/openapi.yaml": "openapi", "spec/limits.yaml": "limits"])
        #expect(order.users?.file == "users.yaml" && order.only == ["auth.*"] && order.seed == 5)
        #expect(output["specification"] == "Things 1.0" && output["passed"] == 4 && output["failed"] == 3)
        let gap: JSONValue = ["rule": "object.foreign", "subject": "GET /a", "reason": "needs a second user"]
        #expect(output["not_judged"] == [gap])
    }

    @Test func eachDepartureIsAFindingWithTheLineThatShowsIt() async throws {
        let output = try await Self.run(Judge(), ["url": "http://127.0.0.1:8000", "spec": "spec"])
        let findings = output["findings"]?.arrayValue ?? []
        #expect(
            findings.map { $0["rule"]?.stringValue } == [
                "conform.auth.role", "conform.positive.example", "conform.method.head",
            ])
        #expect(findings.map { $0["severity"]?.stringValue } == ["high", "medium", "low"])
        #expect(findings.first?["evidence"]?["curl"] == "curl '/a'")
        #expect(findings.first?["location"] == "http://127.0.0.1:8000")
    }

    @Test func nobodyIsJudgedWhomThePolicyRefuses() async throws {
        let judge = Judge()
        let error = await #expect(throws: ToolError.self) {
            try await Self.run(judge, ["url": "http://127.0.0.1:8000", "spec": "spec"], allow: ["192.0.2.1"])
        }
        #expect(error?.kind == .notAllowed && judge.orders.isEmpty)
    }

    @Test(
        arguments: [
            ["url": "http://127.0.0.1:8000", "spec": "/etc"], ["url": "http://127.0.0.1:8000", "spec": "../spec"],
            ["url": "http://127.0.0.1:8000", "spec": "spec", "users": "/etc/passwd"],
        ] as [JSONValue])
    func filesOutsideTheirFoldersAreNotRead(_ input: JSONValue) async throws {
        let judge = Judge()
        let error = await #expect(throws: ToolError.self) { try await Self.run(judge, input) }
        #expect(error?.kind == .notAllowed && judge.orders.isEmpty)
    }

    @Test func whatCannotBeJudgedSaysWhy() async throws {
        let missing = await #expect(throws: ToolError.self) {
            try await Self.run(Judge(), ["url": "http://127.0.0.1:8000", "spec": "nowhere"])
        }
        #expect(missing?.message == "nowhere/openapi.yaml does not exist")
        let secure = await #expect(throws: ToolError.self) {
            try await Self.run(Judge(), ["url": "https://127.0.0.1:8000", "spec": "spec"])
        }
        #expect(secure?.kind == .invalidInput && secure?.message.contains("speaks plain HTTP") == true)
    }
}
