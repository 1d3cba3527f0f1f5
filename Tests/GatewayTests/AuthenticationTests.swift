import Access
import JSON
import Testing

@testable import Gateway

@Suite struct AuthenticationTests {
    static let path = "/v1/things/special"

    @Test(arguments: [
        [], [("Authorization", "")], [("Authorization", "Bearer")], [("Authorization", "Bearer ")],
        [("Authorization", "Basic YTpi")], [("Authorization", "token")], [("X-Authorization", "Bearer a")],
        [("Authorization", "Bearer a"), ("Authorization", "Bearer a")],
    ])
    func asksForAToken(headers: [(String, String)]) async throws {
        let reply = try await Rig().send("GET", Self.path, headers: headers)
        #expect(reply.status == 401)
        #expect(reply.code == "AUTHENTICATION_REQUIRED")
        #expect(reply.headers["WWW-Authenticate"] == "Bearer")
    }

    @Test(arguments: ["Bearer a.b.c", "bearer a.b.c", "BEARER   a.b.c", "Bearer a b"])
    func refusesATokenThatDoesNotHold(value: String) async throws {
        let reply = try await Rig().send("GET", Self.path, headers: [("Authorization", value)])
        #expect(reply.status == 401)
        #expect(reply.headers.all("www-authenticate") == ["Bearer error=\"invalid_token\""])
        #expect(reply.detail == "A token is needed")
    }

    @Test func refusesATokenInTheQuery() async throws {
        let rig = try await Rig()
        let token = try await rig.token(.admin)
        #expect(await rig.send("GET", "\(Self.path)?token=\(token)").status == 401)
    }

    @Test func acceptsTheSchemeInAnyCase() async throws {
        let rig = try await Rig()
        let token = try await rig.token(.viewer)
        for scheme in ["Bearer", "bearer", "BEARER"] {
            let reply = await rig.send("GET", Self.path, headers: [("authorization", "\(scheme) \(token)")])
            #expect(reply.status == 200)
        }
    }

    @Test func answersWithoutSuspendingOnceATokenIsKnown() async throws {
        let rig = try await Rig()
        let token = try await rig.token(.viewer)
        let request = Request(
            method: "GET", path: Self.path, headers: HeaderFields([("Authorization", "Bearer \(token)")]))
        guard case .later(let work) = rig.gateway.handle(request) else {
            Issue.record("the first use of a token must be verified")
            return
        }
        #expect(await work().status == 200)
        guard case .reply(let reply) = rig.gateway.handle(request) else {
            Issue.record("the second use of a token must not suspend")
            return
        }
        #expect(reply.status == 200)
    }

    @Test func noLongerAcceptsAnExpiredToken() async throws {
        let rig = try await Rig()
        let token = try await rig.token(.viewer)
        let headers = [("Authorization", "Bearer \(token)")]
        #expect(await rig.send("GET", Self.path, headers: headers).status == 200)
        rig.clock.advance(milliseconds: 1_830_000)
        #expect(await rig.send("GET", Self.path, headers: headers).status == 401)
    }

    @Test func needsNoTokenWhereTheContractSaysSo() async throws {
        let rig = try await Rig()
        #expect(await rig.send("GET", "/v1/things/a", headers: [("Authorization", "Bearer nonsense")]).status == 200)
    }

    @Test func letsInTheRolesNamedAndNoOther() async throws {
        let rig = try await Rig()
        #expect(try await rig.send(as: .viewer, "GET", "/v1/things").status == 200)
        #expect(try await rig.send(as: .operator, "GET", "/v1/things").status == 200)
        let admin = try await rig.send(as: .admin, "GET", "/v1/things")
        #expect(admin.status == 403)
        #expect(admin.code == "PERMISSION_DENIED")
        #expect(admin.detail == "The role admin may not do this; it takes one of: viewer, operator")
    }

    @Test func letsInEveryRoleWhereNoneIsNamed() async throws {
        let rig = try await Rig()
        #expect(try await rig.send(as: .viewer, "GET", Self.path).status == 200)
        #expect(try await rig.send(as: .admin, "GET", Self.path).status == 200)
    }

    @Test func looksAtTheRoleBeforeTheRequest() async throws {
        let reply = try await Rig().send(as: .viewer, "POST", "/v1/things", body: "nonsense")
        #expect(reply.status == 403)
    }
}
