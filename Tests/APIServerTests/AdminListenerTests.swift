import HTTPTransport
import NIOCore
import Testing

@testable import APIServer

@Suite struct AdminListenerTests {
    private func status(_ method: String, _ target: String, isReady: Bool = true) async -> Int {
        let listener = AdminListener(isReady: { isReady }, metrics: { "a 1\n" })
        switch listener.respond(to: TransportRequest(method: method, target: target)) {
        case .reply(let reply): return reply.status
        case .later(let work):
            guard case .reply(let reply) = await work() else { return 0 }
            return reply.status
        case .upgrade: return 0
        }
    }

    @Test func livenessAndReadinessDiffer() async {
        #expect(await status("GET", "/livez", isReady: false) == 200)
        #expect(await status("GET", "/readyz", isReady: false) == 503)
        #expect(await status("GET", "/readyz", isReady: true) == 200)
    }

    @Test func figuresAreTextOfTheFormatThatPrometheusReads() async throws {
        let listener = AdminListener(isReady: { false }, metrics: { "a 1\n" })
        let asked = TransportRequest(method: "GET", target: "/metrics")
        guard case .later(let work) = listener.respond(to: asked), case .reply(let reply) = await work() else {
            Issue.record("no reply")
            return
        }
        #expect(String(buffer: reply.body) == "a 1\n")
        #expect(reply.headers.map(\.value) == ["text/plain; version=0.0.4; charset=utf-8"])
    }

    @Test func everythingElseIsRefused() async {
        #expect(await status("GET", "/") == 404)
        #expect(await status("POST", "/livez") == 405)
    }
}
