public import APISpec
public import Gateway
import HTTPTransport
public import Logging
public import ServiceLifecycle

/// A service that answers every request by a gateway alone: no WebSocket, no tasks, no admin listener.
///
/// - Parameters:
///   - adapt: changes a reply before it is sent.
///   - onListening: is told the port once connections are accepted.
public func gatewayService(
    _ gateway: Gateway, host: String, port: Int, limits: Limits, clock: GatewayClock, log: Logger,
    makeID: @escaping @Sendable () -> String, adapt: @escaping @Sendable (Reply) -> Reply = { $0 },
    onListening: @escaping @Sendable (Int) async -> Void
) -> some Service {
    let limits = TransportLimits(limits)
    let bridge = HTTPBridge(
        gateway: gateway, live: nil, limits: limits,
        observer: RequestObserver(metrics: RequestMetrics(), clock: clock, log: log), makeID: makeID, adapt: adapt)
    var quiet = log
    quiet.logLevel = max(log.logLevel, .warning)
    return httpServer(
        host: host, port: port, limits: limits, responder: bridge, logger: quiet, onListening: onListening)
}
