import APIServer
import APISpec
import Access
import Agents
import ArgumentParser
import Foundation
import Gateway
import HTTPTransport
import Integrations
import JSON
import Logging
import Orchestration
import Outbound
import Prediction
import SQLiteStore
import ServiceLifecycle
import UnixSignals

/// The one place where the parts of the server are chosen and put together.
struct Composition {
    let command: Serve
    let contract: Contract
    let agents: AgentCatalogue
    let integrations: IntegrationCatalogue

    /// Opens the stores, brings back what was running, and serves until SIGTERM or SIGINT.
    func run() async throws {
        let folder = try DataFolder(command.data)
        let secret = try folder.tokenSecret()
        let accounts = try Stores.accounts(in: folder)
        let store = try Stores.tasks(in: folder)
        let log = logger
        let orchestrator = Orchestrator(
            store: store, runner: try runner(), predictor: ShrunkMeans(),
            transitions: try transitions(), log: { log.notice("\($0)") })
        let courier = try await courier(folder, store, orchestrator, log)
        try await Administrator.introduce(to: accounts)
        try await recover(orchestrator, log)
        let parts = try await parts(orchestrator, store, courier, accounts, secret, log)
        try await serve(parts, courier, log)
    }

    private func transitions() throws -> TaskTransitions {
        do throws(Diagnostics) { return try TaskTransitions(contract) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.findings
        }
    }

    /// JSON lines for programs; plain words while somebody develops.
    private var logger: Logger {
        let style: LineLogHandler.Style = command.dev ? .words : .json
        return Logger(label: "amas") { LineLogHandler(label: $0, style: style, logLevel: command.logLevel) }
    }

    /// The agents, behind the operator's policies; development adds loopback and the folder the server was started in.
    private func runner() throws(StartProblem) -> PipelineRunner {
        let policy = command.dev ? agents.network.adding(.loopback) : agents.network
        let context = ToolContext(
            egress: Egress(policy: policy), files: FileScope(policy: try filePolicy()), now: { Timestamp.now() })
        return PipelineRunner(
            catalogue: agents, tools: Tools.all, context: context, clock: ContinuousClock())
    }

    /// The deliveries to integrations, behind a policy of their own; development adds loopback to it.
    private func courier(
        _ folder: DataFolder, _ store: SQLiteStore, _ orchestrator: Orchestrator, _ log: Logger
    ) async throws -> Courier {
        let vault = try await CredentialKey(folder: folder).vault(for: store)
        let policy = command.dev ? integrations.network.adding(.loopback) : integrations.network
        return Courier(
            catalogue: integrations, vault: vault, store: store, events: orchestrator.events,
            door: Egress(policy: policy, connections: 64), log: { log.notice("\($0)") })
    }

    private func recover(_ orchestrator: Orchestrator, _ log: Logger) async throws {
        do {
            let report = try await orchestrator.recover()
            guard report != RecoveryReport() else { return }
            log.notice(
                "found unfinished tasks",
                metadata: [
                    "requeued": "\(report.requeued)", "failed": "\(report.failed)", "queued": "\(report.queued)",
                ])
        } catch {
            throw StartProblem("\(command.data): the tasks cannot be read: \(error)")
        }
    }

    private func parts(
        _ orchestrator: Orchestrator, _ store: SQLiteStore, _ courier: Courier, _ accounts: SQLiteAccounts,
        _ secret: [UInt8], _ log: Logger
    ) async throws -> Parts {
        let tokens = try await tokens(accounts, secret)
        let sessions = Sessions(
            store: accounts, tokens: tokens, now: { Timestamp.now() },
            onReuse: {
                log.warning("a refresh token was used twice; its session is ended", metadata: ["user": "\($0)"])
            })
        return Parts(
            contract: contract, orchestrator: orchestrator,
            integrations: IntegrationDesk(courier: courier, makeID: { Randomness.hex(16) }),
            login: Login(accounts: accounts, hasher: PasswordHasher(), sessions: sessions), sessions: sessions,
            tokens: tokens, storeAnswers: { await store.answers() }, storeActivity: { store.activity }, clock: .system,
            makeID: { Randomness.hex(16) },
            onListening: { Console.error("listening on http://\(shownHost):\($0)") }, log: log)
    }

    /// The issuer of tokens, which knows what was revoked before this start.
    private func tokens(_ accounts: SQLiteAccounts, _ secret: [UInt8]) async throws(StartProblem) -> TokenIssuer {
        let revocations: Revocations
        do { revocations = Revocations(try await accounts.revocations(at: .now())) } catch {
            throw StartProblem("\(command.data): the revoked tokens cannot be read: \(error)")
        }
        do {
            return try await TokenIssuer(
                secret: secret, accounts: accounts, revocations: revocations, now: { Timestamp.now() })
        } catch {
            throw StartProblem("the token secret cannot be used: it must be 32 or more unpredictable bytes")
        }
    }

    /// The host as a URL writes it: an IPv6 address in brackets.
    private var shownHost: String { command.host.contains(":") ? "[\(command.host)]" : command.host }

    private func serve(_ parts: Parts, _ courier: Courier, _ log: Logger) async throws {
        let configuration = APIServer.Configuration(
            host: command.host, port: command.port, adminPort: command.adminPort, version: Version.text)
        let server: APIServer
        do throws(Diagnostics) {
            server = try APIServer(configuration: configuration, parts: parts)
        } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.findings
        }
        var services = ServiceGroupConfiguration(
            services: [CourierService(courier: courier), server], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log)
        services.maximumGracefulShutdownDuration = .seconds(30)
        do { try await ServiceGroup(configuration: services).run() } catch let error as ListenError {
            throw StartProblem(error.description)
        }
    }
}
