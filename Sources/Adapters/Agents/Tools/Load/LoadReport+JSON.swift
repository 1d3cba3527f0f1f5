import JSON
import Outbound

extension LoadReport {
    /// Everything that was measured; the findings are left to the tool.
    var json: JSONObject {
        let seconds = elapsed / .seconds(1)
        return [
            "url": .string("\(url)"), "address": .string("\(endpoint)"), "mode": mode, "rate": rate,
            "connections": .integer(plan.connections), "duration_ms": elapsed.inMilliseconds,
            "ended_by": .string(endedBy.rawValue), "requests": .integer(sent), "answers": .integer(tally.answers),
            "unsent": .integer(unsent), "errors": errors, "status": statuses, "failed": .integer(failed),
            "failed_percent": .double(Self.rounded(failedPercent)),
            "bytes": ["received": .integer(tally.receivedBytes), "body": .integer(tally.bodyBytes)],
            "throughput": [
                "requests_per_s": .double(Self.rounded(throughput)),
                "bytes_per_s": .double(Self.rounded(seconds > 0 ? Double(tally.receivedBytes) / seconds : 0)),
            ],
            "latency": JSONValue(LatencySummary(tally.latency)), "service": JSONValue(LatencySummary(tally.service)),
            "connect": JSONValue(LatencySummary(tally.connect)), "connections_opened": .integer(tally.connect.count),
            "closed_by_server": .integer(tally.closings), "sample": tally.sample?.json ?? .null,
            "precision_percent": .double(LatencyHistogram.relativeError * 100),
        ]
    }

    /// Requests without an answer, answers of status 400 and above, and connections that could not be opened.
    var failed: Int { tally.failures + tally.statuses.filter { $0.key >= 400 }.values.reduce(0, +) }

    /// The share of `failed` in everything that was tried.
    var failedPercent: Double {
        let tried = tally.answers + tally.failures
        return tried == 0 ? 0 : 100 * Double(failed) / Double(tried)
    }

    var errors: JSONValue {
        let counts = LoadError.allCases.map { ($0.rawValue, JSONValue.integer(tally.errors[$0] ?? 0)) }
        return .object(JSONObject(counts + [("total", .integer(tally.failures))]))
    }

    /// How many answers had each status, by rising status.
    var statuses: JSONValue {
        .object(
            JSONObject(tally.statuses.sorted { $0.key < $1.key }.map { ("\($0.key)", JSONValue.integer($0.value)) }))
    }

    private var mode: JSONValue { plan.pace == .closed ? "closed" : "rate" }

    private var rate: JSONValue {
        if case .rate(let rate) = plan.pace { .integer(rate) } else { .null }
    }

    /// With two decimals.
    static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

extension JSONValue {
    /// Milliseconds with three decimals, null for no summary.
    init(_ summary: LatencySummary?) {
        guard let summary else {
            self = .null
            return
        }
        self = [
            "count": .integer(summary.count), "min_ms": summary.min.inMilliseconds,
            "mean_ms": summary.mean.inMilliseconds, "p50_ms": summary.p50.inMilliseconds,
            "p75_ms": summary.p75.inMilliseconds, "p90_ms": summary.p90.inMilliseconds,
            "p95_ms": summary.p95.inMilliseconds, "p99_ms": summary.p99.inMilliseconds,
            "p99_9_ms": summary.p999.inMilliseconds, "max_ms": summary.max.inMilliseconds,
        ]
    }
}

extension Duration {
    /// With three decimals.
    var inMilliseconds: JSONValue { .double((self / .microseconds(1)).rounded() / 1_000) }
}

extension LoadTally.Sample {
    /// The headers that tell how the page is served; others may hold what is nobody's business.
    var json: JSONValue {
        let shown = ["content-type", "content-encoding", "content-length", "cache-control", "server", "location"]
        let headers = shown.compactMap { name in value(of: name).map { (name, JSONValue.string($0)) } }
        return ["status": .integer(status), "headers": .object(JSONObject(headers))]
    }
}
