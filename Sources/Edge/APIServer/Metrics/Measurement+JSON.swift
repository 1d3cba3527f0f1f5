import HTTPTransport
import JSON
import Orchestration

extension Measurement {
    /// As `components/schemas/SystemMetrics` of the specification describes it; nil when the store fails.
    var json: JSONValue? {
        guard let totals else { return nil }
        return [
            "timestamp": timestamp.json,
            "uptime_seconds": .double(uptimeSeconds),
            "process": [
                "cpu_seconds": .double(process.cpuSeconds), "cpu_share": .double(cpuShare),
                "resident_bytes": process.residentBytes.map(JSONValue.integer) ?? .null,
                "open_files": process.openFiles.map(JSONValue.integer) ?? .null,
            ],
            "connections": [
                "open": .integer(connections.open), "accepted": .integer(connections.accepted),
                "refused": .integer(connections.refused), "websocket_sessions": .integer(sockets),
                "event_streams": .integer(requests.streams),
            ],
            "requests": requestFigures,
            "store": [
                "commits": .integer(store.commits), "operations": .integer(store.operations),
                "failures": .integer(store.failures), "commit_ms": store.averageMilliseconds,
                "latency_ms": .double(storeSeconds * 1000),
            ],
            "tasks": .object(JSONObject(TaskStatus.allCases.map { ($0.rawValue, .integer(totals[$0])) })),
            "queue": .object(JSONObject(agents.map { ($0.profile.id, .integer(totals.queued[$0.profile.id] ?? 0)) })),
            "events": ["latest_seq": .integer(Int(totals.latestSequence))],
        ]
    }

    private var requestFigures: JSONValue {
        let classes = (1...5).map { digit in
            ("\(digit)xx", requests.counts.filter { $0.key.statusClass == digit }.values.reduce(0, +))
        }
        let seconds = requests.allSeconds
        func milliseconds(_ share: Double) -> JSONValue {
            seconds.quantile(share).map { .double($0 * 1000) } ?? .null
        }
        return [
            "total": .integer(seconds.count), "in_flight": .integer(requests.inFlight),
            "by_class": .object(JSONObject(classes.map { ($0.0, .integer($0.1)) })),
            "latency_ms": ["p50": milliseconds(0.5), "p95": milliseconds(0.95), "p99": milliseconds(0.99)],
        ]
    }
}

extension StoreActivity {
    /// Of one commit, the wait for the disk included; null before the first.
    fileprivate var averageMilliseconds: JSONValue {
        commits > 0 ? .double(seconds / Double(commits) * 1000) : .null
    }
}
