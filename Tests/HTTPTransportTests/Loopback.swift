import HTTPTransport
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// A real server on a free port and what a test needs to reach and stop it.
enum Loopback {
    /// Runs `body` with the port, then stops the server gracefully and waits until its last connection has ended.
    static func serve(
        limits: TransportLimits = TransportLimits(), _ responder: Stub = Stub(),
        _ body: (_ port: Int, _ stop: @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let (ports, listening) = AsyncStream<Int>.makeStream()
        let server = httpServer(
            host: "127.0.0.1", port: 0, limits: limits, responder: responder, logger: quiet,
            onListening: { listening.yield($0) })
        let services = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [.init(service: server)], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { throw ChannelError.ioOnClosedChannel }
            try await body(port) { await services.triggerGracefulShutdown() }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    static let quiet: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    /// Opens a connection, runs `body` and closes it.
    static func connect<Result>(
        _ port: Int, _ body: (inout Conversation) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var conversation = Conversation(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&conversation)
        }
    }
}

/// The client's side of one connection.
struct Conversation {
    var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Everything up to the moment the text ends with `ending`, or to the end of the connection.
    mutating func read(to ending: String) async throws -> String {
        var text = ""
        while !text.hasSuffix(ending), let bytes = try await inbound.next(isolation: #isolation) {
            text += String(buffer: bytes)
        }
        return text
    }

    /// The bytes that arrive next.
    mutating func readSome() async throws -> String {
        try await inbound.next(isolation: #isolation).map { String(buffer: $0) } ?? ""
    }

    /// Everything up to the end of the connection.
    mutating func readToEnd() async throws -> String {
        var text = ""
        while let bytes = try await inbound.next(isolation: #isolation) { text += String(buffer: bytes) }
        return text
    }
}
