import NIOCore
import NIOEmbedded
import Testing
import WebSocket

/// What is accepted is sent, in order, and what does not fit ends the connection with a reason.
@Suite struct SendQueueTests {
    static let full = "too many messages waiting: read faster or resume later"

    @Test func countsWhatWaitsAndForgetsWhatWasTaken() throws {
        let server = try Endpoint()
        let dam = Dam()
        try server.channel.pipeline.syncOperations.addHandler(dam, position: .first)
        let connection = try server.connection
        #expect(connection.send(text: "Hello"))
        #expect(connection.queuedBytes == 7)
        #expect(server.pass() == ByteBuffer())
        #expect(connection.queuedBytes == 7)
        dam.isOpen = true
        server.channel.flush()
        #expect(server.pass() == plain(.text, text("Hello")))
        #expect(connection.queuedBytes == 0)
    }

    @Test func aQueueOverItsLimitClosesWithAReasonAndDropsNothing() throws {
        let server = try Endpoint(limits: .init(queueBytes: 10))
        let connection = try server.connection
        #expect(connection.send(text: "Hello"))
        #expect(connection.send(text: "a"))
        #expect(!connection.send(text: ""), "ten bytes wait already")
        #expect(!connection.isOpen)
        #expect(
            server.pass() == plain(.text, text("Hello")) + plain(.text, text("a"))
                + WebSocketHandlerTests.closeFrame(1013, Self.full))
        server.receive(masked(.close, hex("03f5")))
        #expect(server.log == ["open", "close 1013 \(Self.full)"])
    }

    @Test func aPeerThatPingsWithoutReadingIsClosedToo() throws {
        let server = try Endpoint(limits: .init(queueBytes: 10))
        let dam = Dam()
        try server.channel.pipeline.syncOperations.addHandler(dam, position: .first)
        for _ in 0..<6 { server.receive(masked(.ping, ByteBuffer())) }
        server.pass()
        dam.isOpen = true
        server.channel.flush()
        let pongs = (0..<5).reduce(ByteBuffer()) { all, _ in all + plain(.pong, ByteBuffer()) }
        #expect(server.pass() == pongs + WebSocketHandlerTests.closeFrame(1013, Self.full))
    }

    @Test func manyThreadsMaySendAndEachKeepsItsOrder() async throws {
        let channel = NIOAsyncTestingChannel()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        let (connections, opened) = AsyncStream<WebSocketConnection>.makeStream()
        try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(
                WebSocketHandler(
                    role: .server,
                    callbacks: WebSocketCallbacks(onOpen: { opened.yield($0) }, onText: { _, _ in })))
        }.get()
        var iterator = connections.makeAsyncIterator()
        let connection = try #require(await iterator.next(isolation: #isolation))
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<4 {
                group.addTask { for number in 0..<100 { connection.send(text: "\(sender) \(number)") } }
            }
        }
        var received: [[Int]] = [[], [], [], []]
        var decoder = FrameDecoder(role: .client, maximumPayload: 100)
        var bytes = ByteBuffer()
        while received.map(\.count).reduce(0, +) < 400 {
            var more = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
            bytes.writeBuffer(&more)
            while let piece = try decoder.next(from: &bytes) {
                let words = String(buffer: piece.payload).split(separator: " ").compactMap { Int($0) }
                received[words[0]].append(words[1])
            }
        }
        #expect(received == Array(repeating: Array(0..<100), count: 4))
        try await channel.close()
    }
}

/// A peer whose system takes nothing until the dam opens.
private final class Dam: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var isOpen = false

    func flush(context: ChannelHandlerContext) { if isOpen { context.flush() } }
}
