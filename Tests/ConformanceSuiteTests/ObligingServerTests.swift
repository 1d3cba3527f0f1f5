import APISpec
import JSON
import Testing

@testable import ConformanceSuite

/// Every rule about the wire finds something at a server that promises nothing.
@Suite struct ObligingServerTests {
    private func verdict(
        of rule: String, _ server: ObligingServer, _ time: SkippedTime = SkippedTime()
    ) async throws -> Set<Case.Verdict> {
        let address = try #require(ServerAddress(server.url))
        var suite = ConformanceSuite(
            spec: try Judged.spec.get(), address: address, users: Judged.users,
            selection: Selection(rules: [rule], patience: 500))
        suite.tokenSecret = ObligingServer.key
        suite.configuration = try Document.json(
            Array("{\"agents\":{\"security_expert\":{\"type\":\"pipeline\"}}}".utf8))
        let report = try await suite.run(clock: { time.now() }, pause: { time.skip($0) })
        return Set(report.cases.filter { $0.rule == rule }.map(\.verdict))
    }

    @Test(arguments: [
        "token.forgery", "token.signature", "token.field", "token.lifetime", "token.claims", "auth.expired-token",
        "token.use",
        "token.refresh-once", "token.revoked", "header.not-modified", "json.strict", "encoding.text", "encoding.path",
        "encoding.reflection", "parity.openapi", "parity.asyncapi", "parity.configuration", "parity.hidden",
        "framing.malformed", "framing.unread-body", "framing.pipelining", "framing.head", "framing.chunked",
        "framing.continue", "size.head", "size.unannounced", "size.json", "size.requests", "size.connections",
        "deadline.head", "deadline.body", "latency.busy", "agreement.object", "agreement.events", "agreement.counts",
        "live.handshake", "live.frames", "live.ping", "live.close", "live.size", "live.binary", "live.order",
        "live.rate",
        "live.subscription", "live.silence", "live.foreign", "live.revoked", "live.subscriptions", "live.beat",
    ]) func findsSomething(rule: String) async throws {
        let server = try ObligingServer()
        defer { server.stop() }
        #expect(try await verdict(of: rule, server).contains(.failed))
    }

    @Test(arguments: ["rate.window", "rate.evasion"]) func findsFixedWindowsAndClaimedAddresses(rule: String)
        async throws
    {
        let time = SkippedTime()
        let server = try ObligingServer(quota: 100, time: time)
        defer { server.stop() }
        #expect(try await verdict(of: rule, server, time).contains(.failed))
    }

    @Test func findsLeaveForStrangers() async throws {
        let fields = "Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Credentials: true\r\n"
        let server = try ObligingServer(fields: fields)
        defer { server.stop() }
        #expect(try await verdict(of: "header.cross-origin", server) == [.failed])
    }
}
