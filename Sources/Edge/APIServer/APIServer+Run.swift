import APISpec
import Access
import Gateway
import HTTPTransport
import Logging
import Orchestration
import ServiceLifecycle

extension APIServer {
    /// Serves until graceful shutdown: requests in flight finish, sockets close with 1001, agents are given back.
    public func run() async throws {
        let readiness = Readiness()
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await parts.orchestrator.run() }
                group.addTask { try await edge(readiness) }
                group.addTask { await TaskJournal(orchestrator: parts.orchestrator, log: parts.log).run() }
                // The edge ends first, drained or because it could not listen; then agents give back what they run.
                try await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            // Readiness fails first, so that a load balancer looks elsewhere while requests still finish.
            readiness.set(false)
        }
    }

    /// Both listeners and the sessions, until all have drained; one that cannot listen ends the others.
    private func edge(_ readiness: Readiness) async throws {
        let sessions = LiveSessions(gauge: telemetry.sockets)
        // Shut down from last to first: probes are answered until the API has drained.
        let services: [any Service] = [admin(readiness), sessions, api(sessions, readiness)]
        typealias Member = ServiceGroupConfiguration.ServiceConfiguration
        let members = services.map { Member(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) }
        let configuration = ServiceGroupConfiguration(services: members, logger: transportLog)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func api(_ sessions: LiveSessions, _ readiness: Readiness) -> some Service {
        let limits = TransportLimits(parts.contract.limits)
        let bridge = HTTPBridge(
            gateway: gateway, live: liveUpgrade(sessions), limits: limits,
            observer: RequestObserver(metrics: telemetry.requests, clock: parts.clock, log: parts.log),
            makeID: parts.makeID)
        return httpServer(
            host: configuration.host, port: configuration.port, limits: limits, responder: bridge,
            logger: transportLog, gauge: telemetry.connections
        ) { port in
            readiness.set(true)
            await parts.onListening(port)
        }
    }

    /// The server library tells of every start at info; the line "listening on" is what the operator waits for.
    private var transportLog: Logger {
        var log = parts.log
        log.logLevel = max(log.logLevel, .warning)
        return log
    }

    private func admin(_ readiness: Readiness) -> some Service {
        let listener = AdminListener(
            isReady: {
                guard readiness.isReady else { return false }
                return await parts.storeAnswers()
            },
            metrics: { await telemetry.measure().prometheus })
        return httpServer(host: "127.0.0.1", port: configuration.adminPort, responder: listener, logger: transportLog)
    }

    private func liveUpgrade(_ sessions: LiveSessions) -> LiveUpgrade? {
        guard let events = parts.contract.events else { return nil }
        let services = LiveServices(
            orchestrator: parts.orchestrator, gateway: gateway, limits: parts.contract.limits.websocket,
            limiter: RateLimiter(), clock: parts.clock, log: parts.log)
        return LiveUpgrade(path: events.path, services: services, sessions: sessions)
    }
}

extension TransportLimits {
    /// The connection's share of limits.yaml.
    init(_ limits: Limits) {
        self.init(
            headBytes: limits.request.headBytes, uriBytes: limits.request.uriBytes,
            headerCount: limits.request.headerCount, bodyBytes: limits.request.bodyBytes,
            headSeconds: limits.connection.headSeconds, bodySeconds: limits.connection.bodySeconds,
            idleSeconds: limits.connection.idleSeconds, writeSeconds: limits.connection.writeSeconds,
            requestsPerConnection: limits.connection.requestsPerConnection, connections: limits.connection.connections,
            connectionsPerAddress: limits.connection.connectionsPerAddress)
    }
}
