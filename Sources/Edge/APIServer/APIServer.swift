public import APISpec
public import Access
public import Gateway
import HTTPTransport
public import Integrations
public import JSON
public import Logging
public import Orchestration
public import ServiceLifecycle

/// The whole server as one service: listener, WebSocket sessions, admin listener and the orchestrator behind them.
public struct APIServer: Service {
    public struct Configuration: Sendable {
        public var host: String
        public var port: Int
        public var adminPort: Int
        public var version: String

        public init(host: String, port: Int, adminPort: Int, version: String) {
            self.host = host
            self.port = port
            self.adminPort = adminPort
            self.version = version
        }
    }

    let configuration: Configuration
    let parts: Parts
    let gateway: Gateway
    let health: HealthProbe
    let telemetry: Telemetry

    /// Binds every operation of the contract to its handler.
    ///
    /// - Throws: `Diagnostics` naming each operation without a handler, each handler without an operation, and each
    ///   operation whose security cannot be enforced.
    public init(configuration: Configuration, parts: Parts) throws(Diagnostics) {
        self.configuration = configuration
        self.parts = parts
        health = HealthProbe(
            orchestrator: parts.orchestrator, storeAnswers: parts.storeAnswers, version: configuration.version,
            contractHash: parts.contract.hash, clock: parts.clock,
            startedNanoseconds: parts.clock.monotonicNanoseconds())
        telemetry = Telemetry(
            orchestrator: parts.orchestrator, storeActivity: parts.storeActivity, clock: parts.clock,
            version: configuration.version)
        let log = parts.log
        gateway = try Gateway(
            contract: parts.contract, handlers: Self.handlers(parts, health, telemetry), tokens: parts.tokens,
            limiter: RateLimiter(), clock: parts.clock, log: { log.record($0) })
    }

    /// Every handler, by the operation it answers.
    static func handlers(_ parts: Parts, _ health: HealthProbe, _ telemetry: Telemetry) -> [String: Handler] {
        [
            AuthHandlers(login: parts.login, sessions: parts.sessions).table,
            TaskHandlers(
                orchestrator: parts.orchestrator, idempotencySeconds: parts.contract.limits.request.idempotencySeconds,
                now: parts.clock.now
            ).table,
            TaskEventHandlers(
                orchestrator: parts.orchestrator, checking: EventChecking(parts.contract.events),
                heartbeatSeconds: parts.contract.limits.websocket.heartbeatSeconds, clock: parts.clock, log: parts.log
            ).table,
            AgentHandlers(orchestrator: parts.orchestrator).table,
            SystemHandlers(health: health, orchestrator: parts.orchestrator, telemetry: telemetry).table,
            PredictionHandlers(orchestrator: parts.orchestrator).table,
            IntegrationHandlers(desk: parts.integrations).table,
            DocumentHandlers(parts.contract.published).table,
        ].reduce(into: [:]) { all, table in all.merge(table) { first, _ in first } }
    }
}

/// What the composition root hands to the server.
public struct Parts: Sendable {
    public var contract: Contract
    public var orchestrator: Orchestrator
    public var integrations: IntegrationDesk
    public var login: Login
    public var sessions: Sessions
    public var tokens: TokenIssuer
    /// Whether the store answers a query just now.
    public var storeAnswers: @Sendable () async -> Bool
    /// What the store has done since it was opened.
    public var storeActivity: @Sendable () -> StoreActivity
    public var clock: GatewayClock
    public var makeID: @Sendable () -> String
    /// Called with the port that was really bound.
    public var onListening: @Sendable (Int) async -> Void
    public var log: Logger

    public init(
        contract: Contract, orchestrator: Orchestrator, integrations: IntegrationDesk, login: Login,
        sessions: Sessions, tokens: TokenIssuer, storeAnswers: @escaping @Sendable () async -> Bool,
        storeActivity: @escaping @Sendable () -> StoreActivity, clock: GatewayClock,
        makeID: @escaping @Sendable () -> String,
        onListening: @escaping @Sendable (Int) async -> Void, log: Logger
    ) {
        self.contract = contract
        self.orchestrator = orchestrator
        self.integrations = integrations
        self.login = login
        self.sessions = sessions
        self.tokens = tokens
        self.storeAnswers = storeAnswers
        self.storeActivity = storeActivity
        self.clock = clock
        self.makeID = makeID
        self.onListening = onListening
        self.log = log
    }
}
