import APISpec
import JSON
import Testing

/// Whatever a document of somebody else's says of security is kept; a server of ours enforces none of it.
@Suite struct SomebodysSecurityTests {
    private static let document = SomebodysDocument.new.replacing(
        "components:\n",
        with: """
            components:
              securitySchemes:
                key: {type: apiKey, in: query, name: api_key}
                session: {type: apiKey, in: cookie, name: sid}
                basic: {type: http, scheme: Basic}
                token: {type: http, scheme: bearer}
                oauth:
                  type: oauth2
                  flows:
                    clientCredentials: {tokenUrl: 'https://a.example/token', scopes: {read: Reads, write: Writes}}
                openid: {type: openIdConnect, openIdConnectUrl: 'https://a.example/.well-known'}
                tls: {type: mutualTLS}

            """)

    private func security(_ text: String) throws -> Security {
        let document = Self.document.replacing(
            "operationId: getPet", with: "operationId: getPet\n      security: \(text)")
        #expect(document.headlines == [])
        return try #require(document.reading.contract.operations.first { $0.id == "getPet" }).security
    }

    private static let flows = SecurityScheme.oauth2(flows: [
        OAuthFlow(kind: "clientCredentials", scopes: ["read", "write"])
    ])

    @Test func alternativesAndCombinationsAreKept() throws {
        #expect(
            try security("[{key: [], tls: []}, {oauth: [read]}, {basic: []}, {session: []}, {openid: [a]}]")
                == .schemes([
                    [
                        SchemeUse(name: "key", scheme: .apiKey(place: .query, name: "api_key")),
                        SchemeUse(name: "tls", scheme: .mutualTLS),
                    ],
                    [SchemeUse(name: "oauth", scheme: Self.flows, scopes: ["read"])],
                    [SchemeUse(name: "basic", scheme: .http(scheme: "basic"))],
                    [SchemeUse(name: "session", scheme: .apiKey(place: .cookie, name: "sid"))],
                    [
                        SchemeUse(
                            name: "openid", scheme: .openIDConnect(url: "https://a.example/.well-known"), scopes: ["a"])
                    ],
                ]))
    }

    @Test func nothingAskedIsOpen() throws {
        #expect(try security("[]") == .open)
        #expect(try security("[{}]") == .open)
        #expect(
            try security("[{basic: []}, {}]")
                == .schemes([[SchemeUse(name: "basic", scheme: .http(scheme: "basic"))], []]))
    }

    @Test func whatAServerOfOursEnforcesIsSaidInItsWords() throws {
        #expect(try security("[{token: []}]") == .bearer(roles: []))
        #expect(try security("[{token: [admin]}]") == .bearer(roles: ["admin"]))
        #expect(
            try security("[{token: [superuser]}]")
                == .schemes([[SchemeUse(name: "token", scheme: .http(scheme: "bearer"), scopes: ["superuser"])]]))
    }

    @Test func anOperationWhoseSecurityCannotBeReadIsNotInTheContract() {
        let reading = Self.document.replacing(
            "operationId: getPet", with: "operationId: getPet\n      security: [{tokn: []}]"
        ).reading
        #expect(
            reading.diagnostics.map(\.headline) == [
                "api.yaml:12:19: error: there is no security scheme \"tokn\" (did you mean \"token\"?)"
            ])
        #expect(reading.contract.operations.map(\.id) == ["changePet"])
    }

    @Test func schemesThatSayTooLittleAndScopesThatThereAreNotAreNamed() {
        let document = Self.document
            .replacing("{type: apiKey, in: query, name: api_key}", with: "{type: apiKey, in: query}")
            .replacing("{tokenUrl: 'https://a.example/token', scopes", with: "{scopes")
            .replacing("operationId: getPet", with: "operationId: getPet\n      security: [{oauth: [raed]}]")
        #expect(
            document.reading.diagnostics.map { "\($0.severity) \($0.message)" } == [
                "warning the security scheme \"oauth\" declares no scope \"raed\"",
                "error the security scheme \"key\" of type apiKey needs the key \"name\"",
                "warning the flow \"clientCredentials\" needs the key \"tokenUrl\"",
            ])
    }

    @Test func aServerSaysWhatItCannotEnforce() throws {
        let document = Self.document.replacing(
            "operationId: getPet", with: "operationId: getPet\n      security: [{key: []}]")
        #expect(
            document.reading.contract.unenforcedSecurity.map(\.headline) == [
                "api.yaml:11:20: error: the security of \"getPet\" cannot be enforced here "
                    + "(use one scheme of type http with scheme bearer)"
            ])
        #expect(Self.document.reading.contract.unenforcedSecurity.isEmpty)
    }
}
