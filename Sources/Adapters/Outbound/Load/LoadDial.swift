import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// How the connections of a run are opened: all to one address that the policy has let through.
struct LoadDial: Sendable {
    let url: WebURL
    let endpoint: Endpoint
    private let address: SocketAddress
    private let message: LoadMessage
    private let security: NIOSSLContext?
    private let limit: TimeAmount

    init(_ request: WebRequest, _ url: WebURL, _ endpoint: Endpoint, roots: TrustStore) throws {
        self.url = url
        self.endpoint = endpoint
        address = try SocketAddress(ipAddress: "\(endpoint.address)", port: endpoint.port)
        message = LoadMessage(request, url)
        security = url.scheme == .https ? try Self.context(roots, verifies: request.verifiesCertificate) : nil
        limit = .nanoseconds(request.timeout.nanoseconds)
    }

    /// Opens one more connection; the run hears from it.
    func open(for run: LoadRun, on loop: any EventLoop) {
        let connection = LoadConnection(run, message, secured: security != nil, limit: limit)
        let meter = LoadMeter(run)
        let bound = NIOLoopBound((connection, meter), eventLoop: loop)
        ClientBootstrap(group: loop)
            .connectTimeout(limit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (connection, meter) = bound.value
                    try equip(channel.pipeline.syncOperations, connection, meter)
                }
            }
            .connect(to: address).assumeIsolated().whenFailure { connection.fail($0) }
    }

    private func equip(
        _ pipeline: ChannelPipeline.SynchronousOperations, _ connection: LoadConnection, _ meter: LoadMeter
    ) throws {
        if let security {
            try pipeline.addHandler(NIOSSLClientHandler(context: security, serverHostname: url.host.name))
        }
        try pipeline.addHandlers([
            meter, HTTPRequestEncoder(),
            ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)), connection,
        ])
    }

    private static func context(_ roots: TrustStore, verifies: Bool) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = roots.roots
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .milliseconds(100)
        if !verifies {
            configuration.certificateVerification = .none
            configuration.cipherSuites = "ALL"
        }
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Counts the bytes of the answers as they come, heads included, without TLS.
private final class LoadMeter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let run: LoadRun

    init(_ run: LoadRun) { self.run = run }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        run.received(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }
}
