import HTTPTransport
import NIOCore
import NIOEmbedded
import Testing

/// Replies that take time keep the order of the requests, and stop with their connection.
@Suite struct LaterReplyTests {
    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }
    static func post(_ path: String) -> String { "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx" }

    @Test func aReplyThatTakesTimeIsWrittenWhenItIsThere() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(Stub { _ in gate.then(.text("late")) })
        try await wire.send(Self.get("/"))
        #expect(try await wire.written() == "")
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "late"))
    }

    @Test func workMayLeadToMoreWork() async throws {
        let wire = try await AsyncWire(Stub { _ in .later { .later { .later { .text("deep") } } } })
        try await wire.send(Self.get("/"))
        #expect(try await wire.next() == Wire.reply("200 OK", "deep"))
    }

    @Test func safeRequestsRunTogetherAndAreAnsweredInOrder() async throws {
        let (gate, second) = (Gate(), Gate())
        let wire = try await AsyncWire(
            Stub { request in
                switch request.target {
                case "/1": gate.then(.text("1"))
                case "/2": second.opened(.text("2"))
                default: .text("3")
                }
            })
        try await wire.send(Self.get("/1") + Self.get("/2") + Self.get("/3"))
        await second.wait()
        #expect(try await wire.written() == "")
        gate.open()
        var text = ""
        while !text.hasSuffix("3") { text += try await wire.next() }
        #expect(text == Wire.reply("200 OK", "1") + Wire.reply("200 OK", "2") + Wire.reply("200 OK", "3"))
    }

    @Test func aRequestThatChangesSomethingRunsAlone() async throws {
        let (gate, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { request in
                notes.add(request.target)
                return request.target == "/1" ? gate.then(.text("1")) : .text("2")
            })
        try await wire.send(Self.post("/1") + Self.get("/2"))
        #expect(notes.all == ["/1"])
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "1"))
        #expect(try await wire.next() == Wire.reply("200 OK", "2"))
        #expect(notes.all == ["/1", "/2"])
    }

    @Test func aRequestThatChangesSomethingWaitsForThoseBefore() async throws {
        let (gate, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { request in
                notes.add(request.target)
                return request.target == "/1" ? gate.then(.text("1")) : .text("2")
            })
        try await wire.send(Self.get("/1") + Self.post("/2"))
        #expect(notes.all == ["/1"])
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "1"))
        #expect(try await wire.next() == Wire.reply("200 OK", "2"))
    }

    @Test func onlyEightRequestsAreInFlightAndThenReadingStops() async throws {
        let (gate, notes) = (Gate(), Notes())
        let reads = ReadCounter()
        let wire = try await AsyncWire(
            Stub { request in
                notes.add(request.target)
                return gate.then(.text(request.target))
            })
        try await wire.channel.pipeline.addHandler(reads, position: .first).get()
        wire.channel.read()
        try await wire.send((1...12).map { Self.get("/\($0)") }.joined())
        #expect(notes.all.count == 8)
        let before = reads.count
        wire.channel.read()
        try await wire.channel.testingEventLoop.executeInContext {}
        #expect(reads.count == before)
        gate.open()
        var text = ""
        while !text.hasSuffix("/12") { text += try await wire.next() }
        #expect(text == (1...12).map { Wire.reply("200 OK", "/\($0)") }.joined())
        #expect(reads.count == before + 1)
    }

    @Test func aBrokenRequestIsRefusedBehindTheRepliesOwed() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(Stub { _ in gate.then(.text("1")) })
        try await wire.send(Self.get("/1") + "BREW / HTTP/1.1\r\n\r\n")
        #expect(try await wire.written() == "")
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "1"))
        #expect(try await wire.next() == Wire.refusal("400 Bad Request", .malformed("the method is not known")))
    }

    @Test func workIsCancelledWhenTheConnectionCloses() async throws {
        let (started, cancelled) = (Gate(), Gate())
        let wire = try await AsyncWire(
            Stub { _ in
                .later {
                    started.open()
                    let outcome = await Task.never()
                    cancelled.open()
                    return outcome
                }
            })
        try await wire.send(Self.get("/"))
        await started.wait()
        try await wire.channel.close()
        await cancelled.wait()
        #expect(try await wire.written() == "")
    }

    @Test func workBehindAClosingReplyIsCancelled() async throws {
        let (gate, cancelled) = (Gate(), Gate())
        let wire = try await AsyncWire(
            Stub { request in
                if request.target == "/1" { return gate.then(.text("1", close: true)) }
                return .later {
                    let outcome = await Task.never()
                    cancelled.open()
                    return outcome
                }
            })
        try await wire.send(Self.get("/1") + Self.get("/2"))
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "1", "Connection: close\r\n"))
        await cancelled.wait()
    }

    @Test func aContinueWaitsForTheRepliesOwed() async throws {
        let gate = Gate()
        let wire = try await AsyncWire(
            Stub { request in
                request.target == "/1" ? gate.then(.text("1")) : .text("2")
            })
        let waiting = "POST /2 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
        try await wire.send(Self.get("/1") + waiting)
        #expect(try await wire.written() == "")
        gate.open()
        #expect(try await wire.next() == Wire.reply("200 OK", "1"))
        #expect(try await wire.next() == "HTTP/1.1 100 Continue\r\n\r\n")
        try await wire.send("x")
        #expect(try await wire.next() == Wire.reply("200 OK", "2"))
    }
}

/// Counts the reads that get as far as the socket.
private final class ReadCounter: ChannelOutboundHandler, Sendable {
    typealias OutboundIn = ByteBuffer
    private let notes = Notes()

    var count: Int { notes.all.count }

    func read(context: ChannelHandlerContext) {
        notes.add("read")
        context.read()
    }
}
