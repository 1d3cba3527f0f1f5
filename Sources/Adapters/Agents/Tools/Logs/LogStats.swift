import JSON
import Outbound

/// Counts what is in a log.
struct LogStats: Tool {
    let name = "log.stats"
    let description =
        "Counts levels, statuses, paths, clients, latencies, errors and bursts in a log of any size."
    let inputSchema = InputShape.object(
        LogFile.properties.adding([
            "top": [
                "type": "integer", "minimum": 1, "maximum": 100, "default": 10,
                "description": "How many paths, clients and messages are listed.",
            ],
            "slow_ms": [
                "type": "integer", "minimum": 1, "maximum": 86_400_000, "default": 1_000,
                "description": "From how many milliseconds on a request is slow.",
            ],
        ]), required: ["path"])

    /// Gives `{path, lines, parsed, empty, unparsed, bytes_read, cut_lines, forms, first_time, last_time, seconds, levels,
    /// statuses, status_classes, methods, top_paths, top_clients, top_messages, bytes_sent, latency_ms, errors, error_rate,
    /// requests, server_errors, per_slot, bursts, findings}`.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let reader = LogFile.reader(input, now: context.now())
        var statistics = LogStatistics()
        let path = input.text("path")
        let read = try await reportedFiles { () async throws(FileError) in
            try await context.files.lines(of: path, longest: LogFile.longestLine) { line in
                statistics.add(line, reader.read(line))
                return true
            }
        }
        var output = StatisticsView(statistics: statistics, top: input.integer("top", or: 10)).json
        output["path"] = .string(path)
        output["bytes_read"] = .integer(read.bytes)
        output["cut_lines"] = .integer(read.cutLines)
        let rules = LogRules(
            statistics: statistics, path: path, slow: Double(input.integer("slow_ms", or: 1_000)))
        output["findings"] = JSONValue(rules.findings)
        return .object(output)
    }
}
