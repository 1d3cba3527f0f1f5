import APISpec
import Access
import JSON
import Testing

@testable import Gateway

@Suite struct MatchingTests {
    @Test func findsTheOperationOfAPath() async throws {
        let reply = try await Rig().send("GET", "/v1/things/t7")
        #expect(reply.status == 200)
        #expect(reply.json == ["id": "t7", "name": "a"])
    }

    @Test func prefersALiteralToAParameter() async throws {
        let reply = try await Rig().send(as: .viewer, "GET", "/v1/things/special")
        #expect(reply.json?["id"] == "special")
    }

    @Test(arguments: [
        "/", "", "/v1", "/v1/", "/things", "/v1/thing", "/v1/things/", "/v1/things//", "/v1//things", "//v1/things",
        "/V1/things", "/v1/things/a/", "/v1/things/a/parts", "/v1/things/a/parts/", "/v1/things/a/b", "/v1/things;x",
        "/v1%2Fthings", "/v1/%zzthings", "v1/things", "/v1/../v1/things", "*",
    ])
    func knowsNoOtherPath(path: String) async throws {
        let reply = try await Rig().send("GET", path)
        #expect(reply.status == 404)
        #expect(reply.code == "NOT_FOUND")
        #expect(reply.detail == "There is nothing at \(path)")
    }

    @Test func comparesLiteralsDecoded() async throws {
        #expect(try await Rig().send("GET", "/%76%31/thin%67s/t7").status == 200)
    }

    @Test func keepsAnEncodedSlashInItsSegment() async throws {
        let reply = try await Rig().send("GET", "/v1/things/a%2Fb%2f..")
        #expect(reply.json?["id"] == "a/b/..")
    }

    @Test(arguments: ["%", "%4", "%zz", "a%", "%e9", "%ff%fe", "%c0%af"])
    func refusesASegmentThatCannotBeDecoded(segment: String) async throws {
        let reply = try await Rig().send("GET", "/v1/things/\(segment)")
        #expect(reply.status == 400)
        #expect(reply.faults == ["path /thing_id style: is not percent-encoded UTF-8"])
    }

    @Test func leavesAPlusInAPathAsItIs() async throws {
        #expect(try await Rig().send("GET", "/v1/things/a+b").json?["id"] == "a+b")
    }

    @Test(arguments: [
        ("/v1/things", "GET, HEAD, OPTIONS, POST"), ("/v1/things/t7", "DELETE, GET, HEAD, OPTIONS"),
        ("/v1/report", "GET, HEAD, OPTIONS, PUT"), ("/v1/things/special", "GET, HEAD, OPTIONS"),
    ])
    func namesTheMethodsOfAPath(path: String, methods: String) async throws {
        let rig = try await Rig()
        for method in ["PATCH", "get", "TRACE", "CONNECT", "FOO"] {
            let reply = await rig.send(method, path)
            #expect(reply.status == 405)
            #expect(reply.headers["Allow"] == methods)
            #expect(reply.detail == "\(method) is not supported here; supported: \(methods)")
        }
        let options = await rig.send("OPTIONS", path)
        #expect(options.status == 204)
        #expect(options.headers["Allow"] == methods)
        #expect(options.body.isEmpty)
    }

    @Test func answersOptionsForTheWholeServer() async throws {
        let reply = try await Rig().send("OPTIONS", "*")
        #expect(reply.status == 204)
        #expect(reply.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, POST, PUT")
    }

    @Test func answersHeadAsGet() async throws {
        let rig = try await Rig()
        let head = await rig.send("HEAD", "/v1/things/t7")
        let get = await rig.send("GET", "/v1/things/t7")
        #expect(head.status == get.status && head.headers == get.headers && head.body == get.body)
        #expect(await rig.send("HEAD", "/v1/nothing").status == 404)
    }

    @Test func comesBackFromALiteralThatLeadsNowhere() async throws {
        // "special" is a literal without parts below it, so the parameter beside it must be tried.
        let reply = try await Rig().send("GET", "/v1/things/special/parts/3")
        #expect(reply.json == ["thing_id": "special", "part": 3])
    }
}
