import JSON
import JSONSchema
import Outbound
import Testing
import TestSupport

@testable import Agents

@Suite struct ToolCatalogueTests {
    @Test func holdsTheToolsByName() {
        #expect(
            ToolCatalogue.builtin.map(\.name) == [
                "code.complexity", "code.count", "code.secrets", "dns.lookup", "docs.links", "findings.merge",
                "http.fetch",
                "http.headers", "http.load", "log.stats", "log.templates", "openapi.lint", "tcp.scan", "tls.inspect",
            ])
    }

    @Test(arguments: ToolCatalogue.builtin.map(\.name)) func everySchemaCompiles(name: String) throws {
        let tool = try #require(ToolCatalogue.builtin.first { $0.name == name })
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        #expect(compiler.compile(Document(tool.inputSchema).root) != nil)
        #expect(compiler.diagnostics == [])
        #expect(tool.description.hasSuffix("."))
    }

    @Test(arguments: [
        ("dns.lookup", "{}", "dns.lookup: the input is missing required member \"name\""),
        ("tcp.scan", #"{"host":"127.0.0.1","ports":[]}"#, "tcp.scan: \"ports\" must have at least 1 element, had 0"),
    ])
    func namesWhatDoesNotFit(name: String, input: String, message: String) async throws {
        let tool = try #require(ToolCatalogue.builtin.first { $0.name == name })
        await #expect(throws: ToolError(kind: .invalidInput, message: message)) {
            try await tool.run(JSONValue.parse(input), in: Lab.context())
        }
    }

    @Test(arguments: [
        ("dns.lookup", #"{"name":"a.test","types":["ANY"]}"#), ("dns.lookup", #"{"name":"a.test","x":1}"#),
        ("tcp.scan", #"{"host":"127.0.0.1","ports":[0]}"#), ("tcp.scan", #"{"host":"127.0.0.1","ports":[70000]}"#),
        ("tcp.scan", #"{"host":"127.0.0.1","ports":[80],"rate":5000}"#), ("tls.inspect", #"{"port":443}"#),
        ("tls.inspect", #"{"host":"127.0.0.1","port":"443"}"#),
        ("http.fetch", #"{"url":"http://127.0.0.1/","method":"TRACE"}"#),
        ("http.fetch", #"{"url":"x"}"#), ("http.headers", "[]"),
        ("http.load", #"{"url":"http://127.0.0.1/","rate":50001}"#),
        ("http.load", #"{"url":"http://127.0.0.1/","connections":129}"#),
        ("http.load", #"{"url":"http://127.0.0.1/","requests":1000001}"#),
        ("http.load", #"{"url":"http://127.0.0.1/","duration_ms":300001}"#), ("findings.merge", "{}"),
        ("findings.merge", #"{"findings":[],"min_severity":"worst"}"#),
    ])
    func refusesInputsThatDoNotFit(name: String, input: String) async throws {
        let tool = try #require(ToolCatalogue.builtin.first { $0.name == name })
        let error = await #expect(throws: ToolError.self) {
            try await tool.run(JSONValue.parse(input), in: Lab.context())
        }
        #expect(error?.kind == .invalidInput)
    }

    @Test(arguments: [
        ("dns.lookup", #"{"name":"a.test"}"#), ("tcp.scan", #"{"host":"PLACE","ports":[PORT]}"#),
        ("tls.inspect", #"{"host":"PLACE","port":PORT}"#), ("http.fetch", #"{"url":"http://PLACE:PORT/"}"#),
        ("http.headers", #"{"url":"http://PLACE:PORT/"}"#), ("http.load", #"{"url":"http://PLACE:PORT/"}"#),
    ])
    func sendsNothingThatThePolicyRefuses(name: String, input: String) async throws {
        let canary = try LoopbackServer.silent()
        let dns = try FakeDNS.table([:])
        defer {
            canary.stop()
            dns.stop()
        }
        let tool = try #require(ToolCatalogue.builtin.first { $0.name == name })
        let text = input.replacing("PLACE", with: "127.0.0.1").replacing("PORT", with: "\(canary.port)")
        let error = await #expect(throws: ToolError.self) {
            try await tool.run(JSONValue.parse(text), in: Lab.context(policy: .nothing, dns: dns))
        }
        #expect(error?.kind == .notAllowed)
        #expect(canary.connections == 0)
        #expect(dns.queries == [])
    }

    @Test func tellsEveryFailureByItsKind() {
        let kinds: [(EgressError, ToolError.Kind)] = [
            (.notAllowed(target: "a", reason: "b"), .notAllowed), (.invalid("a"), .invalidInput),
            (.resolution(name: "a", reason: "b"), .connection), (.connection(target: "a", reason: "b"), .connection),
            (.certificate(target: "a", reason: "b"), .protocolError),
            (.timeout(target: "a", limit: .seconds(1)), .timeout),
            (.protocolFault(target: "a", reason: "b"), .protocolError), (.cancelled, .cancelled),
            (.closed, .connection),
        ]
        for (error, kind) in kinds { #expect(ToolError(error) == ToolError(kind: kind, message: "\(error)")) }
    }
}
