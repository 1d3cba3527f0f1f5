import JSON

/// The statistics of a log as a tool gives them.
struct StatisticsView {
    let statistics: LogStatistics
    let top: Int

    var json: JSONObject {
        counts.adding(tables).adding(times)
    }

    private var counts: JSONObject {
        let examples = statistics.unparsedExamples.map { example -> JSONValue in
            ["line": .integer(example.line), "text": .string(example.text)]
        }
        return [
            "lines": .integer(statistics.lines), "parsed": .integer(statistics.parsed),
            "empty": .integer(statistics.empty),
            "unparsed": ["count": .integer(statistics.unparsed), "first": .array(examples)],
            "errors": .integer(statistics.errors),
            "error_rate": Self.share(statistics.errors, of: statistics.parsed),
            "requests": .integer(statistics.requests), "server_errors": .integer(statistics.serverErrors),
            "bytes_sent": .integer(statistics.bytes),
        ]
    }

    private var tables: JSONObject {
        let classes = statistics.statuses.reduce(into: [Int: Int]()) { $0[$1.key / 100, default: 0] += $1.value }
        return [
            "forms": Self.table(LogRecord.Form.allCases.map { ($0.rawValue, statistics.forms[$0]) }),
            "levels": Self.table(LogLevel.allCases.map { ($0.rawValue, statistics.levels[$0]) }),
            "statuses": Self.table(statistics.statuses.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value) }),
            "status_classes": Self.table(classes.sorted { $0.key < $1.key }.map { ("\($0.key)xx", $0.value) }),
            "methods": list(statistics.methods), "top_paths": list(statistics.paths),
            "top_clients": list(statistics.clients), "top_messages": list(statistics.messages),
            "latency_ms": latency,
        ]
    }

    private var times: JSONObject {
        let range = statistics.timeRange
        let slots = statistics.times.slots
        let bursts = [(Burst.Kind.errors, 5), (.lines, 20)].flatMap { kind, least in
            Burst.find(kind, in: statistics.times, least: least)
        }
        return [
            "first_time": Self.time(range?.lowerBound), "last_time": Self.time(range?.upperBound),
            "seconds": range.map { .double(Double($0.upperBound - $0.lowerBound) / 1000) } ?? .null,
            "per_slot": [
                "seconds": .integer(statistics.times.seconds), "slots": .integer(slots.count),
                "most_lines": .integer(slots.values.map(\.lines).max() ?? 0),
                "most_errors": .integer(slots.values.map(\.errors).max() ?? 0),
            ],
            "bursts": .array(bursts.map(\.json)),
        ]
    }

    static func time(_ milliseconds: Int?) -> JSONValue {
        JSONValue(milliseconds.map { "\(Timestamp(milliseconds: Int64($0)))" })
    }

    static func share(_ part: Int, of whole: Int) -> JSONValue {
        whole == 0 ? .null : .double((Double(part) / Double(whole)).rounded(to: 6))
    }

    private static func table(_ counts: [(String, Int?)]) -> JSONValue {
        .object(JSONObject(counts.compactMap { name, count in count.map { (name, .integer($0)) } }))
    }

    /// What is not exact says so, and by how much.
    private func list(_ counter: TopCounter) -> JSONValue {
        let items = counter.top(top).map { item -> JSONValue in
            ["value": .string(item.text), "count": .integer(item.count)]
        }
        return [
            "items": .array(items), "distinct": counter.distinct.map { .integer($0) } ?? .null,
            "exact": .bool(counter.isExact), "too_low_by_at_most": .integer(counter.error),
        ]
    }

    private var latency: JSONValue {
        let latency = statistics.latency
        let shares = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)]
        guard let values = latency.values(at: shares.map(\.1)) else { return .null }
        var output: JSONObject = [
            "count": .integer(latency.count), "min": .double(latency.least.rounded(to: 3)),
            "mean": .double((latency.sum / Double(latency.count)).rounded(to: 3)),
            "max": .double(latency.most.rounded(to: 3)), "exact": .bool(latency.isExact),
        ]
        for (share, value) in zip(shares, values) { output[share.0] = .double(value.rounded(to: 3)) }
        return .object(output)
    }
}

extension Burst {
    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "start": StatisticsView.time(start), "end": StatisticsView.time(end),
            "count": .integer(count), "peak": .integer(peak), "median": .integer(median),
            "first_line": .integer(firstLine), "last_line": .integer(lastLine),
        ]
    }
}
