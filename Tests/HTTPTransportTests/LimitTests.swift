import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// Each limit holds at its last allowed value and refuses at the next.
@Suite struct LimitTests {
    static let limits = TransportLimits(headBytes: 64, uriBytes: 16, headerCount: 4, bodyBytes: 8)

    static func get(_ target: String, _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test func theTargetMayHaveAsManyBytesAsTheLimit() throws {
        let path = "/" + String(repeating: "x", count: 15)
        #expect(try Wire(limits: Self.limits).send(Self.get(path)) == Wire.reply("200 OK", "GET \(path)"))
        #expect(
            try Wire(limits: Self.limits).send(Self.get(path + "x")) == Wire.refusal("414 URI Too Long", .uriTooLong))
    }

    @Test func theHeadMayHaveAsManyBytesAsTheLimit() throws {
        // "/" and "Host", "a" and "B" take 7 of the 64.
        let value = String(repeating: "x", count: 57)
        let sent = Self.get("/", "B: \(value)\r\n")
        let over = Self.get("/", "B: \(value)x\r\n")
        #expect(try Wire(limits: Self.limits).send(sent) == Wire.reply("200 OK", "GET /"))
        #expect(
            try Wire(limits: Self.limits).send(over)
                == Wire.refusal("431 Request Header Fields Too Large", .headTooLarge))
    }

    @Test func aHeadFarOverTheLimitIsRefusedBeforeItEnds() throws {
        let sent = "GET / HTTP/1.1\r\nHost: a\r\nB: " + String(repeating: "x", count: 300)
        #expect(
            try Wire(limits: Self.limits).send(sent)
                == Wire.refusal("431 Request Header Fields Too Large", .headTooLarge))
    }

    @Test func thereMayBeAsManyFieldsAsTheLimit() throws {
        #expect(
            try Wire(limits: Self.limits).send(Self.get("/", "B: 1\r\nC: 2\r\nD: 3\r\n"))
                == Wire.reply("200 OK", "GET /"))
        #expect(
            try Wire(limits: Self.limits).send(Self.get("/", "B: 1\r\nC: 2\r\nD: 3\r\nE: 4\r\n"))
                == Wire.refusal("431 Request Header Fields Too Large", .tooManyHeaders))
    }

    @Test func anAnnouncedBodyOverTheLimitIsRefusedBeforeItComes() throws {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
        #expect(try Wire(limits: Self.limits).send(head + "8\r\n\r\n12345678") == Wire.reply("200 OK", "POST /"))
        let refused = try Wire(limits: Self.limits)
        #expect(refused.send(head + "9\r\n\r\n") == Wire.refusal("413 Payload Too Large", .bodyTooLarge))
        #expect(!refused.isOpen)
        #expect(
            try Wire(limits: Self.limits).send(head + "18446744073709551615\r\n\r\n")
                == Wire.refusal("413 Payload Too Large", .bodyTooLarge))
    }

    @Test func aChunkedBodyOverTheLimitIsRefusedAtTheByteThatIsTooMuch() throws {
        let wire = try Wire(limits: Self.limits)
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(wire.send(head + "4\r\n1234\r\n4\r\n5678\r\n") == "")
        #expect(wire.send("1\r\n9\r\n") == Wire.refusal("413 Payload Too Large", .bodyTooLarge))
    }

    @Test func aChunkSizeBeyondAllNumbersIsRefused() throws {
        let wire = try Wire(limits: Self.limits)
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(wire.send(head + "FFFFFFFFFFFFFFFFF\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    }
}
