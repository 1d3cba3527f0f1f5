import JSON
import Outbound

/// From where on a measured number is a finding; nil is never.
struct LoadThresholds: Sendable {
    var p95: Double?
    var p99: Double?
    var errorPercent: Double
    var throughput: Double?

    init(_ input: ToolInput) {
        p95 = input["max_p95_ms"]?.doubleValue
        p99 = input["max_p99_ms"]?.doubleValue
        errorPercent = input["max_error_percent"]?.doubleValue ?? 0
        throughput = input["min_requests_per_s"]?.doubleValue
    }
}

/// What can be wrong with how a page answers under load, one rule a property.
struct LoadRules {
    let report: LoadReport
    let thresholds: LoadThresholds

    var findings: [Finding] {
        [errors, p95, p99, throughput, rate, redirect, keepAlive, compression].compactMap { $0 }
    }

    private var tally: LoadTally { report.tally }

    private var errors: Finding? {
        guard report.failed > 0, report.failedPercent > thresholds.errorPercent else { return nil }
        let share = LoadReport.rounded(report.failedPercent)
        return finding(
            "load.errors", share >= 5 ? .high : .medium, "\(Self.text(share)) % of the requests failed under load",
            [
                "failed": .integer(report.failed), "failed_percent": .double(share), "errors": report.errors,
                "status": report.statuses, "max_error_percent": .double(thresholds.errorPercent),
            ],
            "Look for the status and the kind of error in the server's log; too small limits of connections, workers or "
                + "file descriptors are the usual cause.")
    }

    private var p95: Finding? { slow("p95", LatencySummary(tally.latency)?.p95, above: thresholds.p95) }

    private var p99: Finding? { slow("p99", LatencySummary(tally.latency)?.p99, above: thresholds.p99) }

    private func slow(_ name: String, _ value: Duration?, above limit: Double?) -> Finding? {
        guard let value, let limit else { return nil }
        let milliseconds = value / .milliseconds(1)
        guard milliseconds > limit else { return nil }
        return finding(
            "load.latency.\(name)", milliseconds > 4 * limit ? .high : .medium,
            "\(name) is \(Self.text(milliseconds)) ms, and should be at most \(Self.text(limit)) ms",
            [
                "latency": JSONValue(LatencySummary(tally.latency)), "max_\(name)_ms": .double(limit),
                "connections": .integer(report.plan.connections),
            ],
            "Find what the slow answers wait for: profile the handler, look at its queries and locks, cache what does not "
                + "change, or add workers.")
    }

    private var throughput: Finding? {
        guard let least = thresholds.throughput, report.throughput < least else { return nil }
        let reached = LoadReport.rounded(report.throughput)
        return finding(
            "load.throughput.low", .medium,
            "\(Self.text(reached)) answers a second, and there should be at least \(Self.text(least))",
            ["requests_per_s": .double(reached), "min_requests_per_s": .double(least)],
            "Find the resource that is used up (processor, connections of the database, workers) and add or save it.")
    }

    private var rate: Finding? {
        guard case .rate(let rate) = report.plan.pace, report.unsent > 0 else { return nil }
        return finding(
            "load.rate.not_kept", .medium,
            "\(report.unsent) of \(report.sent + report.unsent) requests found no free connection in time",
            [
                "rate": .integer(rate), "unsent": .integer(report.unsent),
                "connections": .integer(report.plan.connections),
                "requests_per_s": .double(LoadReport.rounded(report.throughput)),
            ],
            "The server answers more slowly than requests come at this rate. Allow more connections to see whether it "
                + "takes them side by side; if not, it is at its limit.")
    }

    private var redirect: Finding? {
        guard let sample = tally.sample, (300..<400).contains(sample.status), let place = sample.value(of: "location")
        else { return nil }
        return finding(
            "load.redirect", .info, "The page answers with a redirect, and the redirect was measured",
            ["status": .integer(sample.status), "location": .string(place)],
            "Measure the URL that it leads to.")
    }

    private var keepAlive: Finding? {
        guard tally.closings > 0, tally.closings * 2 > tally.answers else { return nil }
        return finding(
            "load.keep_alive.none", .low, "The server closes the connection after most answers",
            [
                "answers": .integer(tally.answers), "closed_by_server": .integer(tally.closings),
                "connect": JSONValue(LatencySummary(tally.connect)),
            ],
            "Turn on keep-alive: a new connection for each request costs a round trip, and two more with TLS.")
    }

    private var compression: Finding? {
        guard let sample = tally.sample, sample.value(of: "content-encoding") == nil, offersCompression,
            Self.isText(sample.value(of: "content-type") ?? ""), tally.answers > 0
        else { return nil }
        let size = tally.bodyBytes / tally.answers
        guard size >= Self.worthCompressing else { return nil }
        return finding(
            "load.compression.none", .low, "The text of the page is sent uncompressed",
            [
                "content_type": JSONValue(sample.value(of: "content-type")), "content_encoding": .null,
                "mean_body_bytes": .integer(size),
            ],
            "Compress text with gzip or better for clients that accept it.")
    }

    /// Below it compression saves no packet.
    private static let worthCompressing = 1_400

    private var offersCompression: Bool {
        let own = report.plan.request.headers.first { $0.name.lowercased() == "accept-encoding" }
        return own.map { $0.value.lowercased().contains("gzip") } ?? true
    }

    private static func isText(_ type: String) -> Bool {
        let type = type.lowercased()
        return type.hasPrefix("text/")
            || ["json", "javascript", "xml"].contains { type.prefix { $0 != ";" }.contains($0) }
    }

    /// With at most two decimals.
    private static func text(_ number: Double) -> String {
        let number = LoadReport.rounded(number)
        return number == number.rounded() ? "\(Int(number))" : "\(number)"
    }

    private func finding(
        _ rule: String, _ severity: Finding.Severity, _ title: String, _ evidence: JSONValue, _ remedy: String
    ) -> Finding {
        Finding(
            rule: rule, severity: severity, title: title, evidence: evidence, remedy: remedy,
            location: "\(report.url)")
    }
}
