import JSON

/// What in the statistics of a log deserves attention.
struct LogRules {
    let statistics: LogStatistics
    let path: String
    /// Milliseconds.
    let slow: Double

    var findings: [Finding] { [serverErrors, errorShare, latency, unparsed].compactMap { $0 } + bursts }

    private func finding(
        _ rule: String, _ severity: Finding.Severity, _ title: String, _ evidence: JSONObject,
        _ lines: ClosedRange<Int>?, _ remedy: String
    ) -> Finding {
        Finding(
            rule: rule, severity: severity, title: title, evidence: .object(evidence.adding(LogFile.lines(lines))),
            remedy: remedy, location: lines.map { "\(path):\($0.lowerBound)" } ?? path)
    }

    private static func percent(_ share: Double) -> String { "\((share * 100).rounded(to: 1)) %" }

    /// From one answer in a hundred on; a single failure in a short log says nothing.
    private var serverErrors: Finding? {
        let (count, all) = (statistics.serverErrors, statistics.requests)
        let share = Double(count) / Double(max(1, all))
        guard count >= 5, share >= 0.01 else { return nil }
        let codes = statistics.statuses.filter { $0.key >= 500 }.sorted { $0.key < $1.key }
        return finding(
            "log.http.server_errors", share >= 0.05 ? .high : .medium,
            "\(Self.percent(share)) of the requests were answered with 5xx",
            [
                "server_errors": .integer(count), "requests": .integer(all), "share": .double(share.rounded(to: 6)),
                "statuses": .object(JSONObject(codes.map { ("\($0.key)", .integer($0.value)) })),
            ], statistics.serverErrorLines,
            "Look at the first of these lines and at the application's log of the same moment.")
    }

    private var errorShare: Finding? {
        let count = statistics.levels.reduce(0) { $0 + ($1.key >= .error ? $1.value : 0) }
        let all = statistics.levels.values.reduce(0, +)
        let share = Double(count) / Double(max(1, all))
        guard count >= 5, share >= 0.05 else { return nil }
        return finding(
            "log.errors.share", share >= 0.2 ? .high : .medium,
            "\(Self.percent(share)) of the lines with a level are errors",
            [
                "errors": .integer(count), "lines": .integer(all), "share": .double(share.rounded(to: 6)),
                "critical": .integer(statistics.levels[.critical] ?? 0),
            ], statistics.errorLines, "Start with the template that has most of them (log.templates).")
    }

    private var latency: Finding? {
        let values = statistics.latency.values(at: [0.5, 0.95, 0.99])
        guard statistics.latency.count >= 20, let values, values[2] >= slow else { return nil }
        let (severity, name, value): (Finding.Severity, String, Double) =
            values[0] >= slow
            ? (.high, "half", values[0])
            : values[1] >= slow ? (.medium, "5 of 100", values[1]) : (.low, "1 of 100", values[2])
        return finding(
            "log.latency.slow", severity, "At least \(name) requests took \(Int(value)) ms or longer",
            [
                "p50_ms": .double(values[0].rounded(to: 3)), "p95_ms": .double(values[1].rounded(to: 3)),
                "p99_ms": .double(values[2].rounded(to: 3)), "max_ms": .double(statistics.latency.most.rounded(to: 3)),
                "slow_ms": .double(slow), "requests": .integer(statistics.latency.count),
                "exact": .bool(statistics.latency.isExact),
            ], nil, "Find the paths that are slow, and what they wait for; compare with the times of bursts.")
    }

    private var unparsed: Finding? {
        guard statistics.unparsed > 0, let first = statistics.unparsedExamples.first else { return nil }
        let share = Double(statistics.unparsed) / Double(max(1, statistics.lines))
        return finding(
            "log.lines.unparsed", share >= 0.1 ? .low : .info,
            "\(statistics.unparsed) of \(statistics.lines) lines have no known form",
            [
                "unparsed": .integer(statistics.unparsed), "lines": .integer(statistics.lines),
                "example": .string(first.text),
            ],
            first.line...first.line,
            "They are in no count but this one. Stack traces are usual; for a log of another form name it in \"format\"."
        )
    }

    /// The heaviest ones; a log that bursts all the time has no usual rate to hold them against.
    private var bursts: [Finding] {
        let all = Burst.find(.errors, in: statistics.times, least: 5)
        let worst = all.sorted { ($1.count, $0.start) < ($0.count, $1.start) }.prefix(10)
        return worst.map { burst in
            finding(
                "log.errors.burst", burst.peak >= 10 * max(1, burst.median) && burst.count >= 20 ? .high : .medium,
                "\(burst.count) errors from \(StatisticsView.time(burst.start).stringValue ?? "") on",
                [
                    "errors": .integer(burst.count), "start": StatisticsView.time(burst.start),
                    "end": StatisticsView.time(burst.end), "peak": .integer(burst.peak),
                    "usual": .integer(burst.median), "slot_seconds": .integer(statistics.times.seconds),
                ], burst.firstLine...burst.lastLine,
                "See what changed just before: a release, a configuration, a service that this one calls.")
        }
    }
}
