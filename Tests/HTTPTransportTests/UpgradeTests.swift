import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// From HTTP to another protocol without losing a byte.
@Suite struct UpgradeTests {
    static let request = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\nConnection: keep-alive, UPGRADE\r\n\r\n"
    static let accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n"

    static let echo = Stub { _ in
        .upgrade(headers: [("Upgrade", "echo"), ("Connection", "nonsense"), ("Bad", "a\nb")]) {
            try $0.pipeline.syncOperations.addHandler(Echo())
        }
    }

    @Test func theNextProtocolGetsTheBytesBehindTheRequest() throws {
        let wire = try Wire(Self.echo)
        #expect(wire.send(Self.request + "ab") == Self.accepted)
        #expect(wire.pass(seconds: 0) == "<ab>")
        #expect(wire.send("GET / HTTP/1.1\r\n\r\n") == "<GET / HTTP/1.1\r\n\r\n>")
    }

    @Test func bytesThatComeBetweenAreNotLost() throws {
        let wire = try Wire(Self.echo)
        #expect(wire.send(Self.request) == Self.accepted)
        #expect(wire.send("cd") == "")
        #expect(wire.pass(seconds: 0) == "<cd>")
    }

    @Test func theHTTPHandlersAndTheirDeadlinesAreGone() throws {
        let wire = try Wire(Self.echo)
        #expect(wire.send(Self.request) == Self.accepted)
        #expect(wire.pass(seconds: 100_000) == "")
        #expect(wire.isOpen)
        #expect(wire.send("x") == "<x>")
    }

    @Test func anUpgradeMayTakeTime() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(Stub { request in gate.then(Self.echo.answer(request)) })
        try await wire.send(Self.request + "ab")
        #expect(try await wire.written() == "")
        gate.open()
        #expect(try await wire.next() == Self.accepted)
        #expect(try await wire.next() == "<ab>")
    }

    @Test func aFailedStartClosesTheConnection() throws {
        struct Failure: Error {}
        let wire = try Wire(Stub { _ in .upgrade(headers: []) { _ in throw Failure() } })
        _ = wire.send(Self.request)
        _ = wire.pass(seconds: 0)
        #expect(!wire.isOpen)
    }

    @Test func aPlainReplyToAnUpgradeClosesBecauseTheParserReadsNoFurther() throws {
        let wire = try Wire()
        #expect(wire.send(Self.request) == Wire.reply("200 OK", "GET /ws", "Connection: close\r\n"))
        #expect(!wire.isOpen)
    }

    @Test func aReplyThatNamesAnotherProtocolSaysSoInConnection() throws {
        let wire = try Wire(Stub { _ in .text("no", status: 426, headers: [("Upgrade", "echo")]) })
        #expect(
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                == "HTTP/1.1 426 Upgrade Required\r\nUpgrade: echo\r\n\(Wire.date)Content-Length: 2\r\n"
                + "Connection: Upgrade\r\n\r\nno")
    }

    @Test func aRequestThatDidNotAskIsNotUpgraded() throws {
        let wire = try Wire(Self.echo)
        let fault = TransportFault.malformed("only a request with Upgrade and Connection: upgrade can change protocol")
        #expect(
            wire.send("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\n\r\n") == Wire.refusal("400 Bad Request", fault))
    }

    @Test func anUpgradedChannelHearsThatTheServerStops() throws {
        let wire = try Wire(Self.echo)
        #expect(wire.send(Self.request) == Self.accepted)
        #expect(wire.pass(seconds: 0) == "")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(wire.received == "<quiesce>")
    }

    @Test func aStopDuringTheUpgradeIsPassedOn() throws {
        let wire = try Wire(Self.echo)
        #expect(wire.send(Self.request) == Self.accepted)
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(wire.pass(seconds: 0) == "<quiesce>")
    }
}

private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        say(String(buffer: unwrapInboundIn(data)), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { say("quiesce", context) }
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "<\(text)>")), promise: nil)
    }
}
