import Access
import JSON
import Testing

@testable import Gateway

@Suite struct LimitingTests {
    @Test func countsDownOnSuccesses() async throws {
        let rig = try await Rig()
        let first = try await rig.send(as: .viewer, "GET", "/v1/things")
        #expect(first.headers["RateLimit-Policy"] == "\"api\";q=100;w=1")
        #expect(first.headers["RateLimit"] == "\"api\";r=99;t=1")
        let second = try await rig.send(as: .viewer, "GET", "/v1/things")
        #expect(second.headers["RateLimit"] == "\"api\";r=98;t=1")
        #expect(second.headers["Retry-After"] == nil)
    }

    @Test func countsRefusedRequestsToo() async throws {
        let rig = try await Rig()
        let reply = try await rig.send(as: .viewer, "GET", "/v1/things?limit=x")
        #expect(reply.status == 400)
        #expect(reply.headers["RateLimit"] == "\"api\";r=99;t=1")
    }

    @Test func saysWhenToComeBack() async throws {
        let rig = try await Rig()
        for expected in [204, 204, 429] {
            #expect(await rig.send("DELETE", "/v1/things/a").status == expected)
        }
        let refused = await rig.send("DELETE", "/v1/things/a")
        #expect(refused.code == "RATE_LIMIT_EXCEEDED")
        #expect(refused.headers["RateLimit-Policy"] == "\"shared\";q=2;w=60")
        #expect(refused.headers["RateLimit"] == "\"shared\";r=0;t=60")
        #expect(refused.headers["Retry-After"] == "30")
        #expect(refused.detail == "Too many requests; try again in 30 seconds")
        rig.clock.advance(milliseconds: 29_999)
        #expect(await rig.send("DELETE", "/v1/things/a").headers["Retry-After"] == "1")
        rig.clock.advance(milliseconds: 1)
        #expect(await rig.send("DELETE", "/v1/things/a").status == 204)
    }

    @Test func sharesAnOperationAmongAll() async throws {
        let rig = try await Rig()
        _ = await rig.send("DELETE", "/v1/things/a", peer: "192.0.2.1")
        _ = await rig.send("DELETE", "/v1/things/b", peer: "192.0.2.2")
        #expect(await rig.send("DELETE", "/v1/things/c", peer: "192.0.2.3").status == 429)
    }

    @Test func givesEachUserItsOwnQuota() async throws {
        let rig = try await Rig()
        _ = try await rig.send(as: .viewer, "GET", "/v1/things", user: "ann")
        let bob = try await rig.send(as: .viewer, "GET", "/v1/things", user: "bob")
        #expect(bob.headers["RateLimit"] == "\"api\";r=99;t=1")
        // The same quota for every operation of the category.
        let ann = try await rig.send(
            as: .operator, "POST", "/v1/things", headers: [("Content-Type", "application/json")],
            body: #"{"name":"a"}"#, user: "ann")
        #expect(ann.headers["RateLimit"] == "\"api\";r=98;t=1")
    }

    @Test func givesEachNetworkItsOwnQuota() async throws {
        let rig = try await Rig()
        for expected in ["2", "1", "0"] {
            let reply = await rig.send("GET", "/v1/report", peer: "2001:db8::\(expected)")
            #expect(reply.headers["RateLimit"]?.contains("r=\(expected);") == true)
        }
        #expect(await rig.send("GET", "/v1/report", peer: "2001:db8::99").status == 429)
        #expect(await rig.send("GET", "/v1/report", peer: "2001:db8:0:1::1").status == 200)
        #expect(await rig.send("GET", "/v1/report", peer: "192.0.2.1").status == 200)
    }

    @Test func saysNothingWhereThereIsNoLimit() async throws {
        let reply = try await Rig().send("GET", "/v1/things/a")
        #expect(reply.headers["RateLimit"] == nil)
        #expect(reply.headers["RateLimit-Policy"] == nil)
    }
}
