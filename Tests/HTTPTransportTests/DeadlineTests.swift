import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// Time is advanced by hand: each deadline holds to the second and is not renewed by drips.
@Suite struct DeadlineTests {
    static let limits = TransportLimits(headSeconds: 10, bodySeconds: 30, idleSeconds: 60, writeSeconds: 20)
    static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    static let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"

    @Test func aConnectionThatSaysNothingIsClosedWithoutAWord() throws {
        let wire = try Wire(limits: Self.limits)
        #expect(wire.pass(seconds: 9) == "")
        #expect(wire.isOpen)
        #expect(wire.pass(seconds: 1) == "")
        #expect(!wire.isOpen)
    }

    @Test func aHeadThatDripsIsRefusedWhenItsTimeIsOver() throws {
        let wire = try Wire(limits: Self.limits)
        for character in "GET / HTT" {
            #expect(wire.send(String(character)) == "")
            #expect(wire.pass(seconds: 1) == "")
        }
        #expect(wire.send("P") == "")
        #expect(wire.pass(seconds: 1) == Wire.refusal("408 Request Timeout", .headTimeout))
        #expect(!wire.isOpen)
    }

    @Test func aLaterHeadHasTheSameTimeFromItsFirstByte() throws {
        let wire = try Wire(limits: Self.limits)
        #expect(wire.send(Self.get) == Wire.reply("200 OK", "GET /"))
        #expect(wire.pass(seconds: 50) == "")
        #expect(wire.send("G") == "")
        #expect(wire.pass(seconds: 9) == "")
        #expect(wire.isOpen)
        #expect(wire.pass(seconds: 1) == Wire.refusal("408 Request Timeout", .headTimeout))
    }

    @Test func aBodyThatDripsIsRefusedWhenItsTimeIsOver() throws {
        let wire = try Wire(limits: Self.limits)
        #expect(wire.send(Self.post) == "")
        for _ in 0..<5 {
            #expect(wire.pass(seconds: 5) == "")
            #expect(wire.send("x") == "")
        }
        #expect(wire.pass(seconds: 4) == "")
        #expect(wire.pass(seconds: 1) == Wire.refusal("408 Request Timeout", .bodyTimeout))
        #expect(!wire.isOpen)
    }

    @Test func eachBodyHasItsOwnTime() throws {
        let wire = try Wire(limits: Self.limits)
        for _ in 0..<3 {
            #expect(wire.send(Self.post) == "")
            #expect(wire.pass(seconds: 29) == "")
            #expect(wire.send("123456789") == Wire.reply("200 OK", "POST /"))
        }
    }

    @Test func anIdleConnectionIsClosedWithoutAWord() throws {
        let wire = try Wire(limits: Self.limits)
        #expect(wire.send(Self.get) == Wire.reply("200 OK", "GET /"))
        #expect(wire.pass(seconds: 59) == "")
        #expect(wire.send(Self.get) == Wire.reply("200 OK", "GET /"))
        #expect(wire.pass(seconds: 59) == "")
        #expect(wire.isOpen)
        #expect(wire.pass(seconds: 1) == "")
        #expect(!wire.isOpen)
    }

    @Test func aClientThatTakesNothingIsCutOff() throws {
        let wire = try Wire(limits: Self.limits)
        try wire.channel.pipeline.syncOperations.addHandler(Dam(), position: .first)
        #expect(wire.send(Self.get) == "")
        #expect(wire.pass(seconds: 19) == "")
        #expect(wire.isOpen)
        #expect(wire.pass(seconds: 1) == "")
        #expect(!wire.isOpen)
    }

    @Test func aClientThatTakesEverythingLateIsNotCutOff() throws {
        let wire = try Wire(limits: Self.limits)
        let dam = Dam()
        try wire.channel.pipeline.syncOperations.addHandler(dam, position: .first)
        #expect(wire.send(Self.get) == "")
        #expect(wire.pass(seconds: 19) == "")
        dam.isOpen = true
        wire.channel.flush()
        #expect(wire.pass(seconds: 30) == Wire.reply("200 OK", "GET /"))
        #expect(wire.isOpen)
    }

    @Test func whileWeOweAReplyTheClientOwesNothing() async throws {
        let wire = try await AsyncWire(limits: Self.limits, Stub { _ in .later { await Task.never() } })
        try await wire.send(Self.get)
        await wire.channel.testingEventLoop.advanceTime(by: .hours(1))
        #expect(wire.channel.isActive)
        try await wire.channel.close()
    }
}

/// A client whose system takes nothing until the dam opens.
private final class Dam: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var isOpen = false

    func flush(context: ChannelHandlerContext) { if isOpen { context.flush() } }
}
