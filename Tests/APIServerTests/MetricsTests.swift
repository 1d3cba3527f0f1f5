import HTTPTransport
import JSON
import Orchestration
import Testing

@testable import APIServer

@Suite struct MetricsTests {
    static let agent = AgentStatus(
        profile: AgentProfile(id: "scout \"1\"", displayName: "Scout", taskTypes: ["scan"]), running: 1, completed: 3,
        failed: 1, averageSeconds: 2.5)

    static func measurement(totals: TaskTotals?) -> Measurement {
        let requests = RequestMetrics()
        for status in [200, 201, 404] {
            requests.began()
            requests.ended(status == 404 ? nil : "createTask", status: status, seconds: 0.002)
        }
        requests.began()
        return Measurement(
            version: "1.2", started: Timestamp(milliseconds: 1500), timestamp: Timestamp(milliseconds: 2500),
            uptimeSeconds: 1,
            process: ProcessFigures(cpuSeconds: 0.5, residentBytes: 4096, openFiles: 7), cpuShare: 0.25,
            connections: .init(), sockets: 2, requests: requests.reading,
            store: StoreActivity(commits: 4, operations: 10, failures: 1, seconds: 0.01), storeSeconds: 0.001,
            totals: totals, agents: [agent])
    }

    static let totals = TaskTotals(
        counts: [.completed: 3, .failed: 1, .running: 1, .cancelled: 2], completedSeconds: 7.5,
        queued: ["scout \"1\"": 4], latestSequence: 99)

    /// The names and types are what dashboards are built on: a change here breaks somebody's.
    static let families = [
        "amas_build_info gauge", "process_start_time_seconds gauge", "process_cpu_seconds_total counter",
        "process_resident_memory_bytes gauge", "process_open_fds gauge", "amas_connections_open gauge",
        "amas_connections_accepted_total counter", "amas_connections_refused_total counter",
        "amas_websocket_sessions gauge", "amas_event_streams gauge", "amas_requests_in_flight gauge",
        "amas_requests_total counter", "amas_request_duration_seconds histogram", "amas_store_commits_total counter",
        "amas_store_operations_total counter", "amas_store_commit_failures_total counter",
        "amas_store_commit_seconds_total counter", "amas_store_up gauge", "amas_store_latency_seconds gauge",
        "amas_tasks gauge", "amas_queue_depth gauge", "amas_event_log_sequence gauge", "amas_agent_running gauge",
        "amas_agent_runs_total counter",
    ]

    private func families(of text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { String($0.dropFirst(7)) }
    }

    @Test func everyFamilyHasTheNameAndTypeThatDashboardsKnow() {
        let text = Self.measurement(totals: Self.totals).prometheus
        #expect(families(of: text) == Self.families)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("# HELP ") } == Self.families.count)
    }

    @Test func figuresAreTheOnesMeasured() {
        let lines = Set(Self.measurement(totals: Self.totals).prometheus.split(separator: "\n").map(String.init))
        for line in [
            "amas_build_info{version=\"1.2\"} 1", "process_start_time_seconds 1.5", "process_cpu_seconds_total 0.5",
            "amas_websocket_sessions 2", "amas_requests_in_flight 1",
            "amas_requests_total{operation=\"createTask\",class=\"2xx\"} 2",
            "amas_requests_total{operation=\"none\",class=\"4xx\"} 1",
            "amas_request_duration_seconds_bucket{operation=\"createTask\",le=\"0.001\"} 0",
            "amas_request_duration_seconds_bucket{operation=\"createTask\",le=\"0.0025\"} 2",
            "amas_request_duration_seconds_bucket{operation=\"createTask\",le=\"+Inf\"} 2",
            "amas_request_duration_seconds_count{operation=\"createTask\"} 2", "amas_store_up 1",
            "amas_tasks{status=\"awaiting_approval\"} 0", "amas_tasks{status=\"completed\"} 3",
            "amas_queue_depth{agent=\"scout \\\"1\\\"\"} 4", "amas_event_log_sequence 99",
            "amas_agent_runs_total{agent=\"scout \\\"1\\\"\",outcome=\"failed\"} 1",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test func aStoreThatFailsLeavesItsFiguresOut() {
        let measurement = Self.measurement(totals: nil)
        let text = measurement.prometheus
        #expect(text.contains("amas_store_up 0\n"))
        #expect(!text.contains("amas_tasks"))
        #expect(measurement.json == nil)
    }

    @Test func theReportAddsUp() {
        let report = OrchestratorReport(isRunning: true, totals: Self.totals, agents: [Self.agent]).json
        #expect(report["orchestrator_status"] == "active")
        #expect(report["active_tasks"] == 1 && report["total_tasks"] == 7 && report["active_agents"] == 1)
        #expect(
            report["metrics"]
                == ["tasks_processed": 4, "tasks_completed": 3, "tasks_failed": 1, "average_task_time": 2.5])
        #expect(report["agent_health"]?["scout \"1\""]?["success_rate"] == 0.75)
        #expect(report["agent_health"]?["scout \"1\""]?["queued"] == 4)
        let empty = OrchestratorReport(isRunning: false, totals: TaskTotals(), agents: []).json
        #expect(empty["orchestrator_status"] == "stopped" && empty["metrics"]?["average_task_time"] == .null)
    }

    @Test func theShareOfAProcessorIsThatOfTheLastSecondOrMore() {
        var share = CPUShare(nanoseconds: 0, cpuSeconds: 1)
        #expect(share.reading(nanoseconds: 0, cpuSeconds: 1) == 0)
        #expect(share.reading(nanoseconds: 500_000_000, cpuSeconds: 1.25) == 0.5)
        #expect(share.reading(nanoseconds: 2_000_000_000, cpuSeconds: 2) == 0.5)
        #expect(share.reading(nanoseconds: 2_500_000_000, cpuSeconds: 2.5) == 0.6)
        #expect(share.reading(nanoseconds: 4_000_000_000, cpuSeconds: 2.5) == 0.25)
    }

    @Test func theSystemTellsOfThisProcess() {
        let (first, second) = (ProcessFigures.read(), ProcessFigures.read())
        #expect(first.cpuSeconds > 0 && second.cpuSeconds >= first.cpuSeconds)
        #expect((first.residentBytes ?? 0) > 1_000_000)
        #expect((first.openFiles ?? 0) >= 3)
    }
}
