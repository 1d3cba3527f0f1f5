import HTTPTransport
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

/// Bodies that are made while they are sent: framed, in order, at the client's pace, and never longer than it stays.
@Suite struct StreamingTests {
    static func get(_ path: String, _ version: String = "1.1") -> String {
        "GET \(path) HTTP/\(version)\r\nHost: a\r\n\r\n"
    }

    static let head = "HTTP/1.1 200 OK\r\n\(Wire.date)Transfer-Encoding: chunked\r\n\r\n"

    /// A reply whose body is these pieces.
    static func pieces(_ pieces: [String], then: @escaping @Sendable () async -> Void = {}) -> TransportOutcome {
        .reply(
            TransportReply(
                status: 200,
                stream: TransportStream { writer in
                    for piece in pieces { try? await writer.write(ByteBuffer(string: piece)) }
                    await then()
                }))
    }

    /// Everything up to and including this end.
    private func read(_ wire: AsyncWire, to end: String) async throws -> String {
        var text = ""
        while !text.hasSuffix(end) { text += try await wire.next() }
        return text
    }

    @Test func aStreamComesInChunksAndTheConnectionGoesOn() async throws {
        let wire = try await AsyncWire(
            Stub { $0.target == "/s" ? Self.pieces(["hello", "", "a longer piece"]) : .text("next") })
        try await wire.send(Self.get("/s"))
        let text = try await read(wire, to: "0\r\n\r\n")
        #expect(text == Self.head + "5\r\nhello\r\ne\r\na longer piece\r\n0\r\n\r\n")
        try await wire.send(Self.get("/t"))
        #expect(try await wire.next() == Wire.reply("200 OK", "next"))
    }

    @Test func repliesBehindAStreamWaitForItsEnd() async throws {
        let (gate, second) = (Gate(), Gate())
        let wire = try await AsyncWire(
            Stub { request in
                request.target == "/s" ? Self.pieces(["a"], then: { await gate.wait() }) : second.opened(.text("2"))
            })
        try await wire.send(Self.get("/s") + Self.get("/t"))
        await second.wait()
        #expect(try await read(wire, to: "a\r\n") == Self.head + "1\r\na\r\n")
        #expect(try await wire.written() == "")
        gate.open()
        #expect(try await read(wire, to: "2") == "0\r\n\r\n" + Wire.reply("200 OK", "2"))
    }

    @Test func aStreamBeginsOnlyWhenItsTurnHasCome() async throws {
        let (gate, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { request in
                if request.target == "/1" { return gate.then(.text("1")) }
                return Self.pieces([], then: { notes.add("streaming") })
            })
        try await wire.send(Self.get("/1") + Self.get("/s"))
        #expect(notes.all == [])
        gate.open()
        let text = try await read(wire, to: "0\r\n\r\n")
        #expect(text == Wire.reply("200 OK", "1") + Self.head + "0\r\n\r\n")
        #expect(notes.all == ["streaming"])
    }

    @Test func aRequestThatChangesSomethingWaitsForTheStreamBeforeIt() async throws {
        let (gate, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { request in
                notes.add(request.target)
                return request.target == "/s" ? Self.pieces(["a"], then: { await gate.wait() }) : .text("2")
            })
        try await wire.send(Self.get("/s") + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx")
        #expect(try await read(wire, to: "a\r\n") == Self.head + "1\r\na\r\n")
        #expect(notes.all == ["/s"])
        gate.open()
        #expect(try await read(wire, to: "2") == "0\r\n\r\n" + Wire.reply("200 OK", "2"))
    }

    @Test func overHTTP10TheEndOfTheConnectionEndsTheBody() async throws {
        let wire = try await AsyncWire(Stub { _ in Self.pieces(["a", "b"]) })
        try await wire.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let head = "HTTP/1.1 200 OK\r\n\(Wire.date)Connection: close\r\n\r\n"
        #expect(try await read(wire, to: "ab") == head + "ab")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        try await wire.channel.closeFuture.get()
    }

    @Test func headGetsTheFieldsAndNoBodyIsMade() async throws {
        let notes = Notes()
        let wire = try await AsyncWire(Stub { _ in Self.pieces(["a"], then: { notes.add("made") }) })
        try await wire.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + Self.get("/"))
        #expect(try await read(wire, to: "0\r\n\r\n") == Self.head + Self.head + "1\r\na\r\n0\r\n\r\n")
        #expect(notes.all == ["made"])
    }

    @Test func connectionCloseHoldsForAStreamToo() async throws {
        let wire = try await AsyncWire(Stub { _ in Self.pieces(["a"]) })
        try await wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let head = "HTTP/1.1 200 OK\r\n\(Wire.date)Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        #expect(try await read(wire, to: "0\r\n\r\n") == head + "1\r\na\r\n0\r\n\r\n")
    }

    @Test func whoeverMakesTheBodyWaitsForTheClient() async throws {
        let (go, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { _ in
                .reply(
                    TransportReply(
                        status: 200,
                        stream: TransportStream { writer in
                            await go.wait()
                            for number in 1...3 {
                                notes.add("\(number)")
                                try? await writer.write(ByteBuffer(string: "x"))
                            }
                            notes.add("end")
                        }))
            })
        try await wire.send(Self.get("/"))
        #expect(try await wire.next() == Self.head)
        wire.channel.isWritable = false
        go.open()
        #expect(try await wire.next() == "1\r\nx\r\n")
        try await wire.channel.testingEventLoop.executeInContext {}
        #expect(notes.all == ["1"])
        wire.channel.isWritable = true
        wire.channel.pipeline.fireChannelWritabilityChanged()
        #expect(try await read(wire, to: "0\r\n\r\n") == "1\r\nx\r\n1\r\nx\r\n0\r\n\r\n")
        #expect(notes.all == ["1", "2", "3", "end"])
    }

    @Test(.timeLimit(.minutes(1))) func aClientThatReadsNothingOfAStreamIsCutOff() async throws {
        let over = Gate()
        let stub = Stub { _ in
            .reply(
                TransportReply(
                    status: 200,
                    stream: TransportStream { writer in
                        while (try? await writer.write(ByteBuffer(repeating: 0, count: 100_000))) != nil {}
                        over.open()
                    }))
        }
        try await Loopback.serve(limits: TransportLimits(writeSeconds: 1), stub) { port, _ in
            let socket = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: port).get()
            try await socket.writeAndFlush(ByteBuffer(string: Self.get("/")))
            await over.wait()
            try? await socket.close()
        }
    }

    @Test func aStreamIsNoIdleConnection() async throws {
        let (gate, notes) = (Gate(), Notes())
        let wire = try await AsyncWire(
            Stub { _ in
                Self.pieces(
                    ["a"],
                    then: {
                        await gate.wait()
                        notes.add(Task.isCancelled ? "cancelled" : "whole")
                    })
            })
        try await wire.send(Self.get("/"))
        _ = try await read(wire, to: "a\r\n")
        await wire.channel.testingEventLoop.advanceTime(by: .hours(1))
        #expect(wire.channel.isActive)
        gate.open()
        #expect(try await wire.next() == "0\r\n\r\n")
        #expect(notes.all == ["whole"])
    }

    @Test func aStreamEndsWithItsConnection() async throws {
        let (started, cancelled) = (Gate(), Gate())
        let wire = try await AsyncWire(
            Stub { _ in
                Self.pieces(
                    [],
                    then: {
                        started.open()
                        _ = await Task.never()
                        cancelled.open()
                    })
            })
        try await wire.send(Self.get("/"))
        await started.wait()
        try await wire.channel.close()
        await cancelled.wait()
    }

    @Test(arguments: ["", "Connection: close\r\n"]) func aStreamEndsWhenTheServerStops(field: String) async throws {
        let wire = try await AsyncWire(Stub { _ in Self.pieces(["a"], then: { _ = await Task.never() }) })
        try await wire.send("GET / HTTP/1.1\r\nHost: a\r\n\(field)\r\n")
        _ = try await read(wire, to: "a\r\n")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try await wire.next() == "0\r\n\r\n")
        wire.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        try await wire.channel.closeFuture.get()
    }

    @Test func nothingIsWrittenBehindTheEndOfAStream() async throws {
        let notes = Notes()
        let wire = try await AsyncWire(
            Stub { _ in
                .reply(
                    TransportReply(
                        status: 200,
                        stream: TransportStream { writer in
                            let late = writer
                            // Unstructured: a writer that outlives its stream is what is tested.
                            Task {
                                while (try? await late.write(ByteBuffer(string: "x"))) != nil { await Task.yield() }
                                notes.add("refused")
                            }
                        }))
            })
        try await wire.send(Self.get("/"))
        _ = try await read(wire, to: "0\r\n\r\n")
        while notes.all.isEmpty { await Task.yield() }
        #expect(try await wire.written() == "")
    }

    @Test func aRealClientReadsAStreamOverASocket() async throws {
        try await Loopback.serve(Stub { _ in Self.pieces(["one ", "two ", "three"]) }) { port, _ in
            let reply = try await Loopback.connect(port) { client in
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return try await client.readToEnd()
            }
            #expect(reply.hasSuffix("4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n"))
        }
    }
}
