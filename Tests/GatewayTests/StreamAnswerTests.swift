import Access
import JSON
import Synchronization
import Testing

@testable import Gateway

/// Answers whose bodies are made while they are sent.
@Suite struct StreamAnswerTests {
    static let stream = AnswerStream { write in
        try? await write(Array("a".utf8))
        try? await write(Array("b".utf8))
    }

    @Test func aStreamHasTheMediaTypeThatTheCallerWants() async throws {
        let rig = try await Rig(handlers: [
            "getReport": { call in
                #expect(call.mediaType == "text/plain")
                return .answer(Answer(200, stream: Self.stream, headers: [("X-Accel-Buffering", "no")]))
            }
        ])
        let reply = await rig.send("GET", "/v1/report", headers: [("Accept", "text/plain")])
        #expect(reply.status == 200 && reply.body == [])
        #expect(reply.headers["Content-Type"] == "text/plain")
        #expect(reply.headers["X-Accel-Buffering"] == "no" && reply.headers["X-Request-ID"] == "req-1")
        let written = Mutex<[UInt8]>([])
        await reply.stream?.produce { bytes in written.withLock { $0 += bytes } }
        #expect(written.withLock { $0 } == Array("ab".utf8))
    }

    @Test func aStreamWhereNoContentIsDeclaredIsWithheld() async throws {
        let rig = try await Rig(handlers: ["deleteThing": { _ in .answer(Answer(204, stream: Self.stream)) }])
        let reply = await rig.send("DELETE", "/v1/things/a")
        #expect(reply.status == 500 && reply.stream == nil)
        #expect(rig.events.all.map(\.kind) == [.contractBreach])
    }

    @Test func everyReplySaysWhatItAnswers() async throws {
        let rig = try await Rig()
        let made = try await rig.post("/v1/things", #"{"name":"a"}"#)
        #expect(made.subject == Reply.Subject(operation: "createThing", path: "/v1/things", caller: "ann"))
        let refused = try await rig.send(as: .viewer, "POST", "/v1/things")
        #expect(refused.status == 403)
        #expect(refused.subject == Reply.Subject(operation: "createThing", path: "/v1/things", caller: "ann"))
        let unknown = await rig.send("POST", "/v1/things")
        #expect(unknown.subject == Reply.Subject(operation: "createThing", path: "/v1/things"))
        let later = await rig.send("GET", "/v1/things/secret")
        #expect(later.subject == Reply.Subject(operation: "getThing", path: "/v1/things/{thing_id}"))
        #expect(await rig.send("GET", "/nowhere?token=x").subject == Reply.Subject())
    }

    @Test func aCallKnowsItsTrace() async throws {
        let seen = Mutex<TraceContext?>(nil)
        let rig = try await Rig(handlers: [
            "getReport": { call in
                seen.withLock { $0 = call.trace }
                return .answer(Answer(200, ["ok": true]))
            }
        ])
        let trace = TraceContext(traceID: String(repeating: "a", count: 32), spanID: "b", isSampled: true)
        _ = rig.gateway.handle(Request(method: "GET", path: "/v1/report", trace: trace))
        #expect(seen.withLock { $0 } == trace)
    }
}
