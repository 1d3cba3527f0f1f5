import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// A server that stops finishes what was begun and nothing else; a client that stops sending gets its replies.
@Suite struct QuiesceTests {
    static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    static let last = Wire.reply("200 OK", "GET /", "Connection: close\r\n")

    private func quiesce(_ wire: Wire) {
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }

    @Test func anIdleConnectionCloses() throws {
        let fresh = try Wire()
        quiesce(fresh)
        #expect(!fresh.isOpen)
        let used = try Wire()
        _ = used.send(Self.get)
        quiesce(used)
        #expect(used.received == "")
        #expect(!used.isOpen)
    }

    @Test func aRequestWhoseHeadHasBegunIsAnswered() throws {
        let wire = try Wire()
        #expect(wire.send("GET / HT") == "")
        quiesce(wire)
        #expect(wire.isOpen)
        #expect(wire.send("TP/1.1\r\nHost: a\r\n\r\n" + Self.get) == Self.last)
        #expect(!wire.isOpen)
    }

    @Test func aRequestWhoseBodyIsComingIsAnswered() throws {
        let wire = try Wire()
        #expect(wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx") == "")
        quiesce(wire)
        #expect(wire.send("y" + Self.get) == Wire.reply("200 OK", "POST /", "Connection: close\r\n"))
        #expect(!wire.isOpen)
    }

    @Test func requestsInFlightAreAnsweredAndTheLastOneCloses() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(Stub { _ in gate.then(.text("GET /")) })
        try await wire.send(Self.get + Self.get)
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        try await wire.send(Self.get)
        gate.open()
        var text = ""
        while !text.hasSuffix(Self.last) { text += try await wire.next() }
        #expect(text == Wire.reply("200 OK", "GET /") + Self.last)
    }

    @Test func aClientThatClosesItsSideStillGetsItsReplies() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(Stub { _ in gate.then(.text("GET /")) })
        try await wire.send(Self.get + Self.get)
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        gate.open()
        var text = ""
        while text.count < 2 * Wire.reply("200 OK", "GET /").count { text += try await wire.next() }
        #expect(text == Wire.reply("200 OK", "GET /") + Wire.reply("200 OK", "GET /"))
        try await wire.channel.closeFuture.get()
    }

    @Test func aClientThatClosesItsSideInsideARequestIsTold() throws {
        let wire = try Wire()
        #expect(wire.send("GET / HT") == "")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(
            wire.received
                == Wire.refusal("400 Bad Request", .malformed("the connection ended inside a request")))
        #expect(!wire.isOpen)
    }

    @Test func anIdleClientThatClosesItsSideIsClosed() throws {
        let wire = try Wire()
        _ = wire.send(Self.get)
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(wire.received == "")
        #expect(!wire.isOpen)
    }
}
