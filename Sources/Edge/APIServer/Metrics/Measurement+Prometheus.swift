import HTTPTransport
import JSON
import Orchestration

extension Measurement {
    /// Every figure for Prometheus; those of the store are left out when it fails.
    var prometheus: String {
        var text = PrometheusText()
        addProcess(to: &text)
        addHTTP(to: &text)
        addStore(to: &text)
        addWork(to: &text)
        return text.text
    }

    private func addProcess(to text: inout PrometheusText) {
        text.add("amas_build_info", .gauge, "The version that runs; always 1.", [.init(1, ("version", version))])
        text.add(
            "process_start_time_seconds", .gauge, "When the server started, in seconds since 1970.",
            [.init(Double(started.milliseconds) / 1000)])
        text.add(
            "process_cpu_seconds_total", .counter, "Processor time used, user and system, in seconds.",
            [.init(process.cpuSeconds)])
        if let bytes = process.residentBytes {
            text.add("process_resident_memory_bytes", .gauge, "Memory in use, in bytes.", [.init(bytes)])
        }
        if let files = process.openFiles {
            text.add("process_open_fds", .gauge, "Open files and sockets.", [.init(files)])
        }
    }

    private func addHTTP(to text: inout PrometheusText) {
        text.add("amas_connections_open", .gauge, "Connections open now.", [.init(connections.open)])
        text.add(
            "amas_connections_accepted_total", .counter, "Connections accepted.", [.init(connections.accepted)])
        text.add(
            "amas_connections_refused_total", .counter, "Connections refused because there were too many.",
            [.init(connections.refused)])
        text.add("amas_websocket_sessions", .gauge, "WebSocket sessions open now.", [.init(sockets)])
        text.add("amas_event_streams", .gauge, "Event streams open now.", [.init(requests.streams)])
        text.add("amas_requests_in_flight", .gauge, "Requests being answered now.", [.init(requests.inFlight)])
        let counts = requests.counts.sorted {
            ($0.key.operation, $0.key.statusClass) < ($1.key.operation, $1.key.statusClass)
        }
        text.add(
            "amas_requests_total", .counter, "Requests answered, by operation and class of status.",
            counts.map { .init($0.value, ("operation", $0.key.operation), ("class", "\($0.key.statusClass)xx")) })
        text.add(
            "amas_request_duration_seconds", "From the whole request to its reply, in seconds.", by: "operation",
            requests.seconds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private func addStore(to text: inout PrometheusText) {
        text.add("amas_store_commits_total", .counter, "Commits of the store.", [.init(store.commits)])
        text.add(
            "amas_store_operations_total", .counter, "Writes that the commits carried.", [.init(store.operations)])
        text.add("amas_store_commit_failures_total", .counter, "Commits that failed.", [.init(store.failures)])
        text.add(
            "amas_store_commit_seconds_total", .counter, "Time spent in commits, the wait for the disk included.",
            [.init(store.seconds)])
        text.add(
            "amas_store_up", .gauge, "Whether the store answered this reading.", [.init(totals == nil ? 0 : 1)])
        text.add(
            "amas_store_latency_seconds", .gauge, "How long the store took to answer this reading.",
            [.init(storeSeconds)])
    }

    private func addWork(to text: inout PrometheusText) {
        if let totals {
            text.add(
                "amas_tasks", .gauge, "Tasks by status.",
                TaskStatus.allCases.map { .init(totals[$0], ("status", $0.rawValue)) })
            text.add(
                "amas_queue_depth", .gauge, "Queued tasks, by the agent that begins with them.",
                agents.map { .init(totals.queued[$0.profile.id] ?? 0, ("agent", $0.profile.id)) })
            text.add(
                "amas_event_log_sequence", .gauge, "The newest sequence number of the event log.",
                [.init(Int(totals.latestSequence))])
        }
        text.add(
            "amas_agent_running", .gauge, "Tasks that an agent works on now.",
            agents.map { .init($0.running, ("agent", $0.profile.id)) })
        text.add(
            "amas_agent_runs_total", .counter, "Runs of an agent that have ended, by outcome.",
            agents.flatMap { agent in
                [
                    .init(agent.completed, ("agent", agent.profile.id), ("outcome", "completed")),
                    .init(agent.failed, ("agent", agent.profile.id), ("outcome", "failed")),
                ]
            })
    }
}
