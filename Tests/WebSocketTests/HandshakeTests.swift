import Testing
import WebSocket

@Suite struct HandshakeTests {
    typealias Fields = [(name: String, value: String)]

    static let good: Fields = [
        ("Host", "a"), ("upgrade", "WebSocket"), ("connection", "keep-alive, Upgrade"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"),
    ]

    static func with(_ name: String, _ values: String...) -> Fields {
        good.filter { $0.name.lowercased() != name.lowercased() } + values.map { (name, $0) }
    }

    static func accepted(_ fields: Fields, _ subprotocols: [String] = []) -> [String]? {
        try? Handshake.accept(headers: fields, subprotocols: subprotocols).get().map { "\($0.name): \($0.value)" }
    }

    static func refused(_ fields: Fields, method: String = "GET") -> HandshakeError? {
        if case .failure(let error) = Handshake.accept(headers: fields, method: method) { return error }
        return nil
    }

    @Test func answersTheKeyOfTheStandard() {
        #expect(
            Self.accepted(Self.good) == [
                "Upgrade: websocket", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            ])
    }

    @Test func choosesTheFirstSubprotocolOfTheClientThatIsKnown() {
        let fields = Self.with("Sec-WebSocket-Protocol", "x, amas.v2", "amas.v1,bearer.abc")
        #expect(Self.accepted(fields, ["amas.v1", "amas.v2"])?.last == "Sec-WebSocket-Protocol: amas.v2")
        #expect(Self.accepted(fields, ["other"])?.count == 2)
    }

    @Test func extensionsAreNeverAccepted() {
        #expect(Self.accepted(Self.with("Sec-WebSocket-Extensions", "permessage-deflate"))?.count == 2)
    }

    @Test func refusesWhatIsNoHandshake() {
        #expect(Self.refused(Self.good, method: "POST") == .method)
        #expect(Self.refused([]) == .upgrade)
        #expect(Self.refused(Self.with("Upgrade", "h2c")) == .upgrade)
        #expect(Self.refused(Self.with("Connection", "close")) == .upgrade)
        #expect(Self.refused(Self.with("Connection", "upgraded")) == .upgrade)
    }

    @Test func refusesOtherVersions() {
        #expect(Self.refused(Self.with("Sec-WebSocket-Version")) == .version)
        #expect(Self.refused(Self.with("Sec-WebSocket-Version", "8")) == .version)
        #expect(Self.refused(Self.with("Sec-WebSocket-Version", "13", "13")) == .version)
        #expect(HandshakeError.version.status == 426)
        #expect(
            HandshakeError.version.headers.map { "\($0.name): \($0.value)" } == [
                "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            ])
    }

    @Test(arguments: [
        "", "abc", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25j!Q==",
        "dGhlIHNhbXBsZSBub25jZXhh",
    ])
    func refusesKeysThatAreNotSixteenBytes(key: String) {
        #expect(Self.refused(Self.with("Sec-WebSocket-Key", key)) == .key)
    }

    @Test func refusesAMissingOrRepeatedKey() {
        #expect(Self.refused(Self.with("Sec-WebSocket-Key")) == .key)
        let key = "dGhlIHNhbXBsZSBub25jZQ=="
        #expect(Self.refused(Self.with("Sec-WebSocket-Key", key, key)) == .key)
    }

    @Test(arguments: ["a, a", "a b", "a;b", "é"]) func refusesSubprotocolsThatAreNoTokens(value: String) {
        #expect(Self.refused(Self.with("Sec-WebSocket-Protocol", value)) == .subprotocol)
    }

    static let client = ClientHandshake(
        host: "a:1", path: "/ws?x", subprotocols: ["p", "q"], headers: [("Authorization", "Bearer t")],
        nonce: Array("the sample nonce".utf8))

    @Test func theClientAsksAsTheStandardSays() {
        #expect(
            Self.client.requestText == """
                GET /ws?x HTTP/1.1\r
                Host: a:1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: p, q\r
                Authorization: Bearer t\r
                \r

                """)
    }

    static let acceptance = """
        HTTP/1.1 101 Switching Protocols\r
        upgrade: WebSocket\r
        Connection: upgrade\r
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r

        """

    @Test func theClientChecksTheAnswer() throws {
        #expect(try Self.client.subprotocol(acceptedBy: Self.acceptance) == nil)
        #expect(try Self.client.subprotocol(acceptedBy: Self.acceptance + "Sec-WebSocket-Protocol: q\r\n") == "q")
    }

    static let wrong: [(answer: String, why: String)] = [
        ("HTTP/1.1 403 Forbidden\r\n", "the status is HTTP/1.1 403 Forbidden"), ("", "the status is missing"),
        (acceptance.replacing("upgrade: WebSocket", with: "upgrade: h2c"), "it upgrades to something else"),
        (acceptance.replacing("Connection: upgrade", with: "Connection: close"), "it upgrades to something else"),
        (acceptance.replacing("s3p", with: "S3p"), "Sec-WebSocket-Accept does not fit the key"),
        (acceptance + "Sec-WebSocket-Extensions: x\r\n", "it uses an extension that was not offered"),
        (acceptance + "Sec-WebSocket-Protocol: r\r\n", "it uses a subprotocol that was not offered"),
        (acceptance + "Sec-WebSocket-Protocol: p, q\r\n", "it uses a subprotocol that was not offered"),
        (acceptance + "nonsense\r\n", "a field has no colon"),
    ]

    @Test(arguments: wrong.indices) func theClientRefusesOtherAnswers(row: Int) {
        let (answer, why) = Self.wrong[row]
        let error = #expect(throws: HandshakeError.self) { try Self.client.subprotocol(acceptedBy: answer) }
        #expect(error == .answer(why))
    }
}
