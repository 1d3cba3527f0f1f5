import HummingbirdCore
public import Logging
public import NIOCore
import NIOPosix
public import ServiceLifecycle

/// A service that listens on `host` and `port` and answers with `responder` until graceful shutdown.
///
/// `port` 0 takes any free port; `onListening` is told the port once connections are accepted. On graceful shutdown
/// the listener closes, idle connections close, requests in flight are answered with `Connection: close`, upgraded
/// channels get a `ChannelShouldQuiesceEvent`, and `run()` returns when the last connection has ended.
/// `gauge` counts its connections. `run()` throws only `ListenError`. Without an `eventLoopGroup` it uses NIO's shared one.
public func httpServer(
    host: String, port: Int, limits: TransportLimits = TransportLimits(), responder: any TransportResponder,
    logger: Logger, gauge: ConnectionGauge? = nil, eventLoopGroup: (any EventLoopGroup)? = nil,
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some Service {
    HTTPService(
        host: host, port: port,
        server: Server(
            childChannelSetup: HTTPConnectionChannel(
                limits: limits, responder: responder, logger: logger, gauge: gauge),
            configuration: ServerConfiguration(address: .hostname(host, port: port), backlog: 1_024),
            onServerRunning: { await onListening($0.localAddress?.port ?? port) },
            eventLoopGroup: eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton, logger: logger))
}

/// HummingbirdCore's server, with failures to listen put into one sentence.
struct HTTPService: Service {
    let host: String
    let port: Int
    let server: Server<HTTPConnectionChannel>

    func run() async throws {
        do {
            try await server.run()
        } catch {
            // Only binding throws: failures of single connections stay inside the server.
            throw ListenError(host: host, port: port, cause: error)
        }
    }
}
