import NIOCore
import NIOEmbedded
import Testing
import WebSocket

@Suite struct WebSocketHandlerTests {
    static func closeFrame(_ code: UInt16, _ reason: String = "") -> ByteBuffer {
        plain(.close, ByteBuffer(integer: code) + text(reason))
    }

    @Test func aServerEchoesWithoutMask() throws {
        let server = try Endpoint(echoes: true)
        #expect(server.receive(masked(.text, text("Hello"))) == hex("81 05 48656c6c6f"))
        #expect(server.receive(masked(.binary, hex("00ff"))) == hex("82 02 00ff"))
        #expect(server.log == ["open", "text Hello", "binary 00ff"])
    }

    @Test func aClientEchoesWithMask() throws {
        let client = try Endpoint(.client, echoes: true)
        #expect(client.receive(plain(.text, text("Hello"))) == hex("81 85 37fa213d 7f9f4d5158"))
    }

    @Test func aPingIsAnsweredWithItsBytesAndAPongWithNothing() throws {
        let server = try Endpoint()
        #expect(server.receive(masked(.ping, text("Hello"))) == hex("8a 05 48656c6c6f"))
        #expect(server.receive(masked(.pong, text("Hello"))) == ByteBuffer())
        #expect(server.log == ["open"])
    }

    @Test func anyCutGivesTheSameAnswers() throws {
        let stream =
            masked(.text, text("Hé"), isFinal: false) + masked(.ping, text("p")) + masked(.continuation, text("llo"))
            + masked(.binary, run(9, 130)) + masked(.close, hex("03e8 627965"))
        let answers =
            plain(.pong, text("p")) + plain(.text, text("Héllo")) + plain(.binary, run(9, 130)) + Self.closeFrame(1000)
        let log = ["open", "text Héllo", "binary \(run(9, 130).hexText)", "close 1000 bye"]
        for cut in 0...stream.readableBytes {
            var rest = stream
            let first = rest.readSlice(length: cut) ?? ByteBuffer()
            let server = try Endpoint(echoes: true)
            #expect(server.receive(first) + server.receive(rest) == answers, "cut at \(cut)")
            #expect(server.log == log)
        }
    }

    @Test(arguments: [
        ("03e8 627965", "880203e8", "close 1000 bye"), ("", "8800", "close 1005 "), ("0fa0", "88020fa0", "close 4000 "),
    ])
    func aCloseIsAnsweredWithItsCodeAndEndsTheConnection(payload: String, answer: String, note: String) throws {
        let server = try Endpoint()
        #expect(server.receive(masked(.close, hex(payload)) + masked(.text, text("late"))).hexText == answer)
        #expect(server.log == ["open", note])
        #expect(!server.isOpen)
        #expect(try server.connection.isOpen == false)
        #expect(try server.connection.send(text: "x") == false)
    }

    static let faults: [(sent: ByteBuffer, code: UInt16, reason: String)] = [
        (plain(.text, text("a")), 1002, "frame from a client without mask"),
        (masked(.continuation, text("a")), 1002, "continuation of nothing"),
        (masked(.text, hex("ff")), 1007, "text is not UTF-8"),
        (masked(.close, hex("03")), 1002, "close frame of one byte"),
        (masked(.close, hex("03ed")), 1002, "close code that may not be sent"),
        (masked(.binary, run(0, 11)), 1009, "message too big"),
        (hex("f1 80 00000000"), 1002, "reserved bit set without an extension"),
    ]

    @Test(arguments: faults.indices) func aFaultIsNamedInTheCloseFrameAndNothingBehindItCounts(row: Int) throws {
        let (sent, code, reason) = Self.faults[row]
        let server = try Endpoint(limits: .init(messageBytes: 10), echoes: true)
        #expect(server.receive(sent + masked(.text, text("late"))) == Self.closeFrame(code, reason))
        #expect(server.log == ["open", "close \(code) \(reason)"])
        #expect(!server.isOpen)
    }

    @Test func anEndpointOfTextRefusesBinary() throws {
        let server = try Endpoint(takesBinary: false)
        #expect(server.receive(masked(.binary, hex("00"))) == Self.closeFrame(1003, "only text is understood here"))
        #expect(server.log == ["open", "close 1003 only text is understood here"])
    }

    @Test func ourCloseWaitsForTheAnswer() throws {
        let server = try Endpoint()
        let connection = try server.connection
        #expect(connection.send(text: "a"))
        connection.close(code: 4000, reason: "enough")
        #expect(!connection.isOpen)
        #expect(!connection.send(text: "b"))
        #expect(server.pass() == plain(.text, text("a")) + Self.closeFrame(4000, "enough"))
        #expect(server.receive(masked(.text, text("late")) + masked(.ping, text("p"))) == ByteBuffer())
        #expect(server.isOpen)
        #expect(server.receive(masked(.close, hex("0fa0"))) == ByteBuffer())
        #expect(server.log == ["open", "close 4000 enough"])
        #expect(!server.isOpen)
    }

    @Test func ourCloseDoesNotWaitForEver() throws {
        let server = try Endpoint(limits: .init(closeSeconds: 5))
        try server.connection.close()
        #expect(server.pass() == Self.closeFrame(1000))
        server.pass(seconds: 4)
        #expect(server.isOpen)
        server.pass(seconds: 1)
        #expect(!server.isOpen)
        #expect(server.log == ["open", "close 1000 "])
    }

    @Test func aClientWaitsForTheServerToHangUpButNotForEver() throws {
        let client = try Endpoint(.client, limits: .init(closeSeconds: 5))
        #expect(client.receive(Self.closeFrame(1000, "bye")) == masked(.close, hex("03e8")))
        #expect(client.log == ["open", "close 1000 bye"])
        #expect(client.isOpen)
        client.pass(seconds: 5)
        #expect(!client.isOpen)
    }

    @Test func anEndWithoutCloseFrameIsAbnormal() throws {
        let server = try Endpoint()
        try server.channel.close().wait()
        #expect(server.log == ["open", "close 1006 "])
        let halfClosed = try Endpoint()
        halfClosed.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(halfClosed.log == ["open", "close 1006 "])
        #expect(!halfClosed.isOpen)
    }

    @Test func aServerThatStopsSaysSo() throws {
        let server = try Endpoint()
        server.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(server.pass() == Self.closeFrame(1001, "server is stopping"))
        server.receive(masked(.close, hex("03e9")))
        #expect(server.log == ["open", "close 1001 server is stopping"])
    }

    @Test func aSilentPeerIsPingedThenTakenForDead() throws {
        let server = try Endpoint(limits: .init(pingSeconds: 20, missedPings: 2))
        #expect(server.pass(seconds: 19) == ByteBuffer())
        #expect(server.pass(seconds: 1) == hex("8900"))
        #expect(server.pass(seconds: 20) == hex("8900"))
        server.pass(seconds: 19)
        #expect(server.isOpen)
        server.pass(seconds: 1)
        #expect(!server.isOpen)
        #expect(server.log == ["open", "close 1006 no answer to pings"])
    }

    @Test func aPeerThatAnswersLives() throws {
        let server = try Endpoint(limits: .init(pingSeconds: 20, missedPings: 2))
        for _ in 0..<10 {
            #expect(server.pass(seconds: 20) == hex("8900"))
            server.receive(masked(.pong, ByteBuffer()))
        }
        #expect(server.isOpen)
    }

    @Test func pingsCanBeTurnedOff() throws {
        let server = try Endpoint(limits: .init(pingSeconds: 0))
        #expect(server.pass(seconds: 10_000) == ByteBuffer())
        #expect(server.isOpen)
    }

    @Test func aPeerThatSendsOnAfterTheEndIsCutOff() throws {
        // A client waits for the server to hang up; one that talks instead is not listened to for ever.
        let client = try Endpoint(.client)
        client.receive(Self.closeFrame(1000))
        client.receive(run(0, 65_536))
        #expect(client.isOpen)
        client.receive(run(0, 1))
        #expect(!client.isOpen)
    }
}
