import HTTPTransport
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

/// A real server on a real socket: what no embedded channel can show.
@Suite(.timeLimit(.minutes(1))) struct ServerTests {
    static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func servesOnAFreePortAndSaysWhich() async throws {
        try await Loopback.serve(Stub { .text("\($0.target) \($0.peer)") }) { port, _ in
            #expect(port > 0)
            let reply = try await Loopback.connect(port) { client in
                try await client.send(Self.get)
                return try await client.read(to: "/a 127.0.0.1")
            }
            #expect(reply.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            #expect(reply.hasSuffix("\r\nContent-Length: 12\r\n\r\n/a 127.0.0.1"))
        }
    }

    @Test func anAddressInUseIsOneClearError() async throws {
        try await Loopback.serve { port, _ in
            let second = httpServer(
                host: "127.0.0.1", port: port, responder: Stub(), logger: Loopback.quiet)
            let error = await #expect(throws: ListenError.self) { try await second.run() }
            #expect(error?.description == "cannot listen on 127.0.0.1:\(port): address already in use")
        }
    }

    @Test func aBodyRefusedEarlyDoesNotLoseTheReply() async throws {
        try await Loopback.serve(limits: TransportLimits(bodyBytes: 1_000)) { port, _ in
            let reply = try await Loopback.connect(port) { client in
                try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n")
                try await client.send(String(repeating: "x", count: 60_000))
                return try await client.readToEnd()
            }
            #expect(reply.hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
            #expect(reply.hasSuffix("bodyTooLarge"))
        }
    }

    @Test func aClientThatNeverStopsSendingIsCutOff() async throws {
        try await Loopback.serve(limits: TransportLimits(bodyBytes: 1_000)) { port, _ in
            await #expect(throws: (any Error).self) {
                try await Loopback.connect(port) { client in
                    try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n")
                    // Far beyond what is drained and what the sockets hold: only a reset can end this.
                    for _ in 0..<10_000 { try await client.send(String(repeating: "x", count: 65_536)) }
                }
            }
        }
    }

    @Test func connectionsOverTheLimitOfAnAddressAreRefusedAndPlacesComeBack() async throws {
        try await Loopback.serve(limits: TransportLimits(connectionsPerAddress: 1)) { port, _ in
            try await Loopback.connect(port) { first in
                try await first.send(Self.get)
                _ = try await first.read(to: "GET /a")
                let refusal = try await Loopback.connect(port) { try await $0.readToEnd() }
                #expect(refusal.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
                #expect(refusal.hasSuffix("\r\nConnection: close\r\n\r\ntooManyConnections"))
                try await first.send(Self.get)
                #expect(try await first.read(to: "GET /a").hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
            #expect(try await Self.replyWhenThereIsAPlace(port).hasSuffix("GET /a"))
        }
    }

    /// Asks again until the server has seen the end of the connections before.
    static func replyWhenThereIsAPlace(_ port: Int) async throws -> String {
        while true {
            let reply = try await Loopback.connect(port) { client in
                try await client.send("GET /a HTTP/1.0\r\n\r\n")
                return try await client.readToEnd()
            }
            if reply.hasPrefix("HTTP/1.1 200 OK\r\n") { return reply }
            #expect(reply.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        }
    }

    @Test func stoppingAnswersWhatIsInFlightAndClosesWhatIsIdle() async throws {
        let (started, gate) = (Gate(), Gate())
        let stub = Stub { request in
            request.target == "/slow" ? gate.then(.text("slow"), first: started) : .text("fast")
        }
        try await Loopback.serve(stub) { port, stop in
            try await Loopback.connect(port) { idle in
                try await idle.send(Self.get)
                _ = try await idle.read(to: "fast")
                let reply = try await Loopback.connect(port) { busy in
                    try await busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
                    await started.wait()
                    await stop()
                    #expect(try await idle.readToEnd() == "")
                    gate.open()
                    return try await busy.readToEnd()
                }
                #expect(reply.hasSuffix("Content-Length: 4\r\nConnection: close\r\n\r\nslow"))
            }
            await #expect(throws: (any Error).self) { try await Loopback.connect(port) { _ in } }
        }
    }

    @Test func aReplyLargerThanEveryBufferArrivesWhole() async throws {
        let body = String(repeating: "0123456789", count: 1_000_000)
        try await Loopback.serve(Stub { _ in .text(body) }) { port, _ in
            let reply = try await Loopback.connect(port) { client in
                try await client.send("GET / HTTP/1.0\r\n\r\n")
                return try await client.readToEnd()
            }
            #expect(reply.hasSuffix("Content-Length: 10000000\r\nConnection: close\r\n\r\n" + body))
        }
    }

    @Test func repliesThatAreNotReadDoNotPileUpAndTheConnectionEnds() async throws {
        let taken = Mutex(0)
        let body = String(repeating: "x", count: 1_000_000)
        let stub = Stub { request in
            if request.target == "/a" { return .text("GET /a") }
            taken.withLock { $0 += 1 }
            return .text(body)
        }
        let limits = TransportLimits(writeSeconds: 1, connectionsPerAddress: 1)
        try await Loopback.serve(limits: limits, stub) { port, _ in
            try await Loopback.connect(port) { client in
                try await client.send(String(repeating: "GET /big HTTP/1.1\r\nHost: a\r\n\r\n", count: 500))
                #expect(try await client.readSome().hasPrefix("HTTP/1.1 200 OK\r\n"))
                // Nothing more is read here, so only the server can end this connection.
                #expect(try await Self.replyWhenThereIsAPlace(port).hasSuffix("GET /a"))
            }
            #expect(taken.withLock { $0 } < 50)
        }
    }
}
