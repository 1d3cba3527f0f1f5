import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// Framing, persistence and the fields the transport owns: exact bytes.
@Suite struct ConnectionTests {
    static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func answersAndStaysOpen() throws {
        let wire = try Wire()
        #expect(wire.send(Self.get) == Wire.reply("200 OK", "GET /a"))
        #expect(wire.send(Self.get) == Wire.reply("200 OK", "GET /a"))
        #expect(wire.isOpen)
    }

    @Test func pipelinedRequestsAreAnsweredInOneGo() throws {
        let wire = try Wire()
        let other = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(wire.send(Self.get + other) == Wire.reply("200 OK", "GET /a") + Wire.reply("200 OK", "GET /b"))
    }

    @Test func aReplyIsOneWrite() throws {
        let wire = try Wire()
        try wire.channel.writeInbound(ByteBuffer(string: Self.get))
        let bytes = try #require(try wire.channel.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: bytes) == Wire.reply("200 OK", "GET /a"))
        #expect(try wire.channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test(arguments: 1..<61) func anySplitGivesTheSameReply(cut: Int) throws {
        let wire = try Wire(Stub { .text("\($0.method) \($0.target) \($0.headers) \(String(buffer: $0.body))") })
        let text =
            "POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\n"
        let first = wire.send(String(text.prefix(cut)))
        let said = #"POST /a?b [(name: "Host", value: "a"), (name: "Transfer-Encoding", value: "chunked")] abcde"#
        #expect(first + wire.send(String(text.dropFirst(cut))) == Wire.reply("200 OK", said))
    }

    @Test(arguments: ["close", "CLOSE", "Keep-Alive, Close", "x , close ,y"])
    func aConnectionFieldWithCloseCloses(value: String) throws {
        let wire = try Wire(Stub { .text("\($0.isKeepAlive)") })
        let reply = wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: \(value)\r\n\r\n" + Self.get)
        #expect(reply == Wire.reply("200 OK", "false", "Connection: close\r\n"))
        #expect(!wire.isOpen)
    }

    @Test func closeInASecondConnectionFieldCloses() throws {
        let wire = try Wire()
        let reply = wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nconnection: close\r\n\r\n")
        #expect(reply == Wire.reply("200 OK", "GET /", "Connection: close\r\n"))
    }

    @Test func aWordThatOnlyContainsCloseDoesNotClose() throws {
        let wire = try Wire()
        #expect(wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: closed\r\n\r\n") == Wire.reply("200 OK", "GET /"))
        #expect(wire.isOpen)
    }

    @Test func http10ClosesUnlessAskedNotTo() throws {
        let closing = try Wire()
        #expect(closing.send("GET / HTTP/1.0\r\n\r\n") == Wire.reply("200 OK", "GET /", "Connection: close\r\n"))
        #expect(!closing.isOpen)
        let staying = try Wire()
        let reply = staying.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(reply == Wire.reply("200 OK", "GET /", "Connection: keep-alive\r\n"))
        #expect(staying.isOpen)
    }

    @Test func headGetsTheLengthWithoutTheBody() throws {
        let wire = try Wire()
        let reply = wire.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(reply == "HTTP/1.1 200 OK\r\n\(Wire.date)Content-Length: 7\r\n\r\n")
    }

    @Test func aRefusedHeadRequestGetsNoBody() throws {
        let wire = try Wire(limits: TransportLimits(uriBytes: 3))
        let length = "\(TransportFault.uriTooLong)".utf8.count
        #expect(
            wire.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n")
                == "HTTP/1.1 414 URI Too Long\r\n\(Wire.date)Content-Length: \(length)\r\nConnection: close\r\n\r\n")
    }

    @Test(arguments: [(204, "No Content"), (304, "Not Modified")])
    func repliesThatHaveNoBodySendNoneAndNoLength(status: Int, phrase: String) throws {
        let wire = try Wire(Stub { _ in .text("never", status: status) })
        #expect(wire.send(Self.get) == "HTTP/1.1 \(status) \(phrase)\r\n\(Wire.date)\r\n")
    }

    @Test func theTransportOwnsItsFieldsAndDropsWhatWouldSplitTheReply() throws {
        let headers = [
            ("A", "b"), ("content-length", "1"), ("Transfer-Encoding", "chunked"), ("connection", "close"),
            ("Date", "now"), ("C", "d\r\nSet-Cookie: e"), ("F", "g\nh"), ("I", "j\u{0}"), ("k l", "m"), ("N\r\nO", "p"),
            ("", "q"), ("R", "s\rt"), ("Ü", "u"), ("V", "ö"),
        ].map { (name: $0.0, value: $0.1) }
        let wire = try Wire(Stub { _ in .text("x", headers: headers) })
        #expect(
            wire.send(Self.get)
                == "HTTP/1.1 200 OK\r\nA: b\r\nV: ö\r\n\(Wire.date)Content-Length: 1\r\n\r\nx")
        #expect(wire.isOpen)
    }

    @Test func aResponderMayCloseTheConnection() throws {
        let wire = try Wire(Stub { _ in .text("x", close: true) })
        #expect(wire.send(Self.get + Self.get) == Wire.reply("200 OK", "x", "Connection: close\r\n"))
        #expect(!wire.isOpen)
    }

    @Test func theLastRequestOfAConnectionCloses() throws {
        let wire = try Wire(limits: TransportLimits(requestsPerConnection: 2))
        #expect(
            wire.send(Self.get + Self.get + Self.get)
                == Wire.reply("200 OK", "GET /a") + Wire.reply("200 OK", "GET /a", "Connection: close\r\n"))
        #expect(!wire.isOpen)
    }

    @Test(arguments: ["http://x.y:80/a/b?c", "HTTPS://x/a/b?c"]) func anAbsoluteFormLosesItsAuthority(target: String)
        throws
    {
        let wire = try Wire()
        #expect(wire.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") == Wire.reply("200 OK", "GET /a/b?c"))
    }

    @Test func anAbsoluteFormWithoutPathIsTheRoot() throws {
        let wire = try Wire()
        #expect(wire.send("GET http://x?c HTTP/1.1\r\nHost: a\r\n\r\n") == Wire.reply("200 OK", "GET /?c"))
        #expect(wire.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n") == Wire.reply("200 OK", "OPTIONS *"))
    }

    @Test func connectIsAnsweredAndCloses() throws {
        let wire = try Wire()
        let reply = wire.send("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get)
        #expect(reply == Wire.reply("200 OK", "CONNECT a:1", "Connection: close\r\n"))
    }

    @Test func continueIsSaidBeforeTheBodyComes() throws {
        let wire = try Wire(Stub { .text(String(buffer: $0.body)) })
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
        #expect(wire.send(head) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(wire.send("ab") == Wire.reply("200 OK", "ab"))
    }

    @Test(arguments: [
        "POST / HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: something\r\nContent-Length: 2\r\n\r\n",
    ]) func continueIsNotSaidToThoseWhoDoNotWait(head: String) throws {
        let wire = try Wire()
        #expect(wire.send(head) == "")
        #expect(wire.send("ab").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func aBodyTooLargeIsRefusedInsteadOfContinued() throws {
        let wire = try Wire(limits: TransportLimits(bodyBytes: 1))
        let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        #expect(wire.send(head) == Wire.refusal("413 Payload Too Large", .bodyTooLarge))
    }
}
