import NIOCore
import NIOPosix

/// A server on loopback that answers by a script: what the suite is held against to know that it can find anything.
final class ScriptedServer: Sendable {
    /// What a request is answered with, whole, from its method, its target and its body.
    typealias Script = @Sendable (_ method: String, _ target: String, _ body: String) -> String

    private let channel: any Channel
    let address: ServerAddress

    private init(_ channel: any Channel, _ address: ServerAddress) {
        self.channel = channel
        self.address = address
    }

    /// Listens on a free port.
    static func start(_ script: @escaping Script) async throws -> ScriptedServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(ScriptHandler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        guard let address = ServerAddress("http://127.0.0.1:\(port)") else { throw WireError("no port to listen on") }
        return ScriptedServer(channel, address)
    }

    func stop() async { try? await channel.close() }
}

/// Answers each request as soon as its head and the body of its Content-Length are there.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private static let headEnd = Array("\r\n\r\n".utf8)

    private let script: ScriptedServer.Script
    private var bytes: [UInt8] = []

    init(_ script: @escaping ScriptedServer.Script) { self.script = script }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
        while let (head, body) = takeRequest() {
            let words = head.split(separator: " ", maxSplits: 2).map(String.init)
            let answer = script(words.first ?? "", words.dropFirst().first ?? "", body)
            context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Head and body of the next request that is there whole, which is then taken out.
    private func takeRequest() -> (head: String, body: String)? {
        guard let end = bytes.firstRange(of: Self.headEnd) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: ":")[1].filter { $0 != " " }) }
        let next = end.upperBound + (length ?? 0)
        guard bytes.count >= next else { return nil }
        let body = String(decoding: bytes[end.upperBound..<next], as: UTF8.self)
        bytes.removeFirst(next)
        return (head, body)
    }
}
