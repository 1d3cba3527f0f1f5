import Foundation
import JSON
import Orchestration
import Outbound
import TestSupport
import Testing

@testable import Agents

/// The agents.yaml that ships, and the page that explains it.
@Suite struct ShippedAgentsTests {
    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(Suites.packageRoot)/\(path)", encoding: .utf8)
    }

    private static func diagnostics(_ text: String) -> [String] {
        do throws(Diagnostics) {
            return try AgentCatalogue.load(
                Array(text.utf8), file: "agents.yaml", tools: ToolCatalogue.shipped
            ).warnings.map(\.text)
        } catch {
            return error.items.map(\.text)
        }
    }

    @Test func theShippedFileHasNoMistake() throws {
        let text = try Self.text("agents.yaml")
        #expect(Self.diagnostics(text) == [])
        let catalogue = try AgentCatalogue.load(
            Array(text.utf8), file: "agents.yaml", tools: ToolCatalogue.shipped
        ).catalogue
        #expect(catalogue.network == EgressPolicy.nothing && catalogue.files == FilePolicy.nothing)
        #expect(
            catalogue.profiles.map { "\($0.id): \($0.taskTypes.joined(separator: ", "))" } == [
                "security_expert: security_scan", "performance_agent: performance_test",
                "code_analysis: code_analysis", "documentation_agent: documentation", "log_analyst: log_analysis",
                "testing_agent: api_test",
            ])
    }

    /// The YAML of a page that is indented as an agent is.
    private static func examples(in page: String) -> [String] {
        page.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
            .filter { $0.hasPrefix("  ") }
    }

    @Test(arguments: ["docs/writing-agents.md", "README.md"])
    func theAgentsOfTheDocumentsCanBeAppended(_ path: String) throws {
        let examples = Self.examples(in: try Self.text(path))
        #expect(examples.count == 1)
        for example in examples { #expect(Self.diagnostics(try Self.text("agents.yaml") + example) == []) }
    }

    @Test func theTaskTypeOfTheGuideIsCorrect() throws {
        let guide = try Self.text("docs/writing-agents.md")
        let blocks = guide.components(separatedBy: "```yaml\n").compactMap { $0.components(separatedBy: "```").first }
        let example = try #require(blocks.first { $0.hasPrefix("task_types:\n") })
        let agents = try Self.text("agents.yaml") + Self.examples(in: guide).joined()
        // A file that has types of its own takes the example among them.
        let types = example.dropFirst("task_types:\n".count)
        let text =
            agents.contains("\ntask_types:\n")
            ? agents.replacing("\ntask_types:\n", with: "\ntask_types:\n\(types)")
            : agents.replacing("\nagents:\n", with: "\n\(example)agents:\n")
        #expect(Self.diagnostics(text) == [])
    }

    @Test func theGuideNamesEveryKeyFunctionPathAndTool() throws {
        let guide = try Self.text("docs/writing-agents.md")
        for key in Shape.all.flatMap(\.keys) { #expect(guide.contains(key), "the key \(key)") }
        for function in Function.allCases { #expect(guide.contains("`\(function.rawValue)("), "\(function.usage)") }
        for member in Paths.taskMembers + Paths.stepMembers { #expect(guide.contains(".\(member)"), "\(member)") }
        for tool in ToolCatalogue.shipped {
            let section = try #require(guide.components(separatedBy: "### \(tool.name)\n").dropFirst().first)
            let text = section.components(separatedBy: "\n### ")[0]
            for name in tool.inputSchema["properties"]?.objectValue?.keys ?? [] {
                let isRequired = tool.inputSchema["required"]?.arrayValue?.contains(.string(name)) == true
                #expect(text.contains(isRequired ? "| **`\(name)`** |" : "| `\(name)` |"), "\(tool.name) \(name)")
            }
        }
    }

    @Test func theGuideGivesTheDefaultsThatHold() throws {
        let guide = try Self.text("docs/writing-agents.md")
        let timeout = DurationText.text(AgentBuilder.timeout)
        #expect(
            guide.contains(
                """
                limits: {timeout: \(timeout), concurrency: \(AgentBuilder.concurrency), \
                max_attempts: \(AgentBuilder.maxAttempts)}
                """))
        #expect(guide.contains("| `max_parallel` | \(AgentBuilder.maxParallel) |"))
        for severity in ResultShape.severities { #expect(guide.contains("`\(severity)`")) }
        for tool in ToolCatalogue.shipped {
            let text = guide.components(separatedBy: "### \(tool.name)\n").dropFirst().first ?? ""
            for (name, property) in tool.inputSchema["properties"]?.objectValue ?? [:] {
                guard let number = property["default"]?.intValue else { continue }
                #expect(text.contains("| `\(name)` | \(number)"), "\(tool.name) \(name)")
            }
        }
    }

    /// Stands in for a tool that needs a network; takes only what the real one takes.
    private static func stand(in name: String, for outputs: [JSONValue: JSONValue], log: CallLog) throws -> FakeTool {
        let real = try #require(ToolCatalogue.shipped.first { $0.name == name })
        return FakeTool(name, real.inputSchema, log: log) { input throws(ToolError) in
            if let output = outputs[input["port"] ?? input["url"] ?? input["name"] ?? input["host"] ?? nil] {
                return output
            }
            throw ToolError(kind: .connection, message: "\(name): nothing is known of \(input.jsonText)")
        }
    }

    private static func finding(_ rule: String, _ severity: String, _ place: String) -> JSONValue {
        [
            "rule": .string(rule), "severity": .string(severity), "title": .string(rule), "evidence": [:], "remedy": "",
            "location": .string(place),
        ]
    }

    @Test func theSecurityExpertExaminesWhatEachPortSpeaks() async throws {
        let log = CallLog()
        let open: JSONValue = [
            ["number": 22, "open": true, "tls": false, "http": false, "banner": "SSH-2.0"],
            ["number": 80, "open": true, "tls": false, "http": true],
            ["number": 8443, "open": true, "tls": true, "http": true],
        ]
        let scan: JSONValue = [
            "open": open, "open_numbers": [22, 80, 8443],
            "findings": .array(["22", "80", "8443"].map { Self.finding("tcp.port.open", "info", "[::1]:\($0)") }),
        ]
        let stands: [any Tool] = [
            try Self.stand(in: "dns.lookup", for: [:], log: log),
            try Self.stand(in: "tcp.scan", for: ["::1": scan], log: log),
            try Self.stand(
                in: "tls.inspect", for: [8443: ["findings": [Self.finding("tls.cert.expired", "high", "[::1]:8443")]]],
                log: log),
            try Self.stand(
                in: "http.headers",
                for: [
                    "http://[::1]:80/": ["findings": [Self.finding("http.csp", "medium", "http://[::1]:80/")]],
                    "https://[::1]:8443/": ["findings": [Self.finding("http.csp", "medium", "https://[::1]:8443/")]],
                ], log: log),
        ]
        let tools = stands + ToolCatalogue.shipped.filter { real in !stands.contains { $0.name == real.name } }
        let catalogue = try AgentCatalogue.load(
            Array(try Self.text("agents.yaml").utf8), file: "agents.yaml", tools: tools
        ).catalogue
        let runner = PipelineRunner(catalogue: catalogue, tools: tools, context: .forTests, clock: ManualClock())
        var task = Run.task(["ports": [22, 80, 8443, 9]])
        task.target = "::1"
        let result = try await runner.run(agent: "security_expert", task: task) { _ in }

        let calls = Set(log.calls.filter { $0.tool != "dns.lookup" }.map { "\($0.tool) \($0.input.jsonText)" })
        #expect(
            calls == [
                #"tcp.scan {"host":"::1","ports":[22,80,8443,9]}"#, #"tls.inspect {"host":"::1","port":8443}"#,
                #"http.headers {"url":"http://[::1]:80/"}"#, #"http.headers {"url":"https://[::1]:8443/"}"#,
            ])
        #expect(
            result["findings"]?.arrayValue?.compactMap { $0["rule"]?.stringValue } == [
                "tls.cert.expired", "http.csp", "http.csp", "tcp.port.open", "tcp.port.open", "tcp.port.open",
            ])
        #expect(result["open_ports"] == [22, 80, 8443] && result["addresses"] == JSONValue.null)
        #expect(
            result["steps"]?.arrayValue?.map { "\($0["id"]?.stringValue ?? "") \($0["status"]?.stringValue ?? "")" }
                == [
                    "dns failed", "ports completed", "tls completed", "web completed", "report completed",
                ])
    }

    @Test func thePerformanceAgentWarmsUpAndMeasures() async throws {
        let log = CallLog()
        let latency: JSONValue = ["p50_ms": 1.5, "p95_ms": 20, "p99_ms": 600.25]
        let measured: JSONValue = [
            "latency": latency, "throughput": ["requests_per_s": 99.5],
            "findings": [Self.finding("load.latency.p99", "medium", "http://a.test/")],
        ]
        let tools = try ToolCatalogue.shipped.map { tool -> any Tool in
            tool.name == "findings.merge"
                ? tool : try Self.stand(in: tool.name, for: ["http://a.test/": measured], log: log)
        }
        let catalogue = try AgentCatalogue.load(
            Array(try Self.text("agents.yaml").utf8), file: "agents.yaml", tools: tools
        ).catalogue
        let runner = PipelineRunner(catalogue: catalogue, tools: tools, context: .forTests, clock: ManualClock())
        var task = Run.task(["rate": 50, "max_p99_ms": 400])
        task.target = "http://a.test/"
        let result = try await runner.run(agent: "performance_agent", task: task) { _ in }
        #expect(
            log.calls.map { "\($0.tool) \($0.input.jsonText)" } == [
                #"http.load {"url":"http://a.test/","connections":10,"requests":200,"duration_ms":2000,"#
                    + #""timeout_ms":5000}"#,
                #"http.load {"url":"http://a.test/","rate":50,"connections":10,"duration_ms":10000,"timeout_ms":5000,"#
                    + #""max_p95_ms":500,"max_p99_ms":400,"max_error_percent":1}"#,
            ])
        #expect(
            result["summary"] == """
                99.5 answers a second, p50 1.5 ms, p95 20 ms, p99 600.25 ms. 1 finding: 1 medium. \
                The worst: load.latency.p99 (http://a.test/).
                """)
        #expect(result["findings"]?.arrayValue?.count == 1 && result["latency"] == latency)
    }

    @Test func theSecurityExpertTakesPortsAndNothingElse() throws {
        let catalogue = try AgentCatalogue.load(
            Array(try Self.text("agents.yaml").utf8), file: "agents.yaml", tools: ToolCatalogue.shipped
        ).catalogue
        let runner = PipelineRunner(
            catalogue: catalogue, tools: ToolCatalogue.shipped, context: .forTests, clock: ManualClock())
        #expect(runner.problems(agent: "security_expert", parameters: [:]) == [])
        let problems = runner.problems(agent: "security_expert", parameters: ["ports": [0, 70_000], "port": 1])
        #expect(problems.map(\.pointer).sorted() == ["/port", "/ports/0", "/ports/1"])
    }
}
