import Gateway
import HTTPTransport
import JSON
import Orchestration
import Synchronization

/// Where the server's figures come from: counters that its parts keep, and questions asked when somebody wants to know.
final class Telemetry: Sendable {
    let requests = RequestMetrics()
    let connections = ConnectionGauge()
    let sockets = Gauge()
    private let orchestrator: Orchestrator
    private let storeActivity: @Sendable () -> StoreActivity
    private let clock: GatewayClock
    private let version: String
    private let startedNanoseconds: Int64
    private let started: Timestamp
    private let share: Mutex<CPUShare>

    init(
        orchestrator: Orchestrator, storeActivity: @escaping @Sendable () -> StoreActivity, clock: GatewayClock,
        version: String
    ) {
        self.orchestrator = orchestrator
        self.storeActivity = storeActivity
        self.clock = clock
        self.version = version
        startedNanoseconds = clock.monotonicNanoseconds()
        started = clock.now()
        share = Mutex(
            CPUShare(nanoseconds: startedNanoseconds, cpuSeconds: ProcessFigures.read().cpuSeconds))
    }

    /// Every figure, measured now; those of the store are nil when it fails.
    func measure() async -> Measurement {
        let process = ProcessFigures.read()
        let before = clock.monotonicNanoseconds()
        let totals: TaskTotals?
        do { totals = try await orchestrator.totals() } catch { totals = nil }
        let after = clock.monotonicNanoseconds()
        return Measurement(
            version: version, started: started, timestamp: clock.now(),
            uptimeSeconds: Double(after - startedNanoseconds) / 1e9, process: process,
            cpuShare: share.withLock { $0.reading(nanoseconds: before, cpuSeconds: process.cpuSeconds) },
            connections: connections.reading, sockets: sockets.value, requests: requests.reading,
            store: storeActivity(), storeSeconds: Double(after - before) / 1e9, totals: totals,
            agents: await orchestrator.agentStatuses())
    }
}

/// One reading of everything.
struct Measurement: Sendable {
    var version: String
    var started: Timestamp
    var timestamp: Timestamp
    var uptimeSeconds: Double
    var process: ProcessFigures
    /// Of one processor, lately.
    var cpuShare: Double
    var connections: ConnectionGauge.Reading
    var sockets: Int
    var requests: RequestMetrics.Reading
    var store: StoreActivity
    /// How long the store took to answer this reading.
    var storeSeconds: Double
    var totals: TaskTotals?
    var agents: [AgentStatus]
}
