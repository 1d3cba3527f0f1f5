import JSON
import Outbound

/// Puts load on one URL and measures how it answers.
struct HTTPLoad: Tool {
    let name = "http.load"
    let description =
        "Sends many requests to one URL, at a constant rate or in a closed loop, and gives throughput and latencies."
    let inputSchema = InputShape.object(
        [
            "url": InputShape.url,
            "method": [
                "enum": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], "default": "GET",
            ],
            "headers": [
                "type": "object", "maxProperties": 32, "additionalProperties": ["type": "string", "maxLength": 8_192],
            ],
            "body": ["type": "string", "maxLength": 1_048_576],
            "rate": [
                "type": "integer", "minimum": 1, "maximum": .integer(LoadPlan.highestRate),
                "description":
                    "Requests that become due each second; without it each connection sends without a pause.",
            ],
            "connections": [
                "type": "integer", "minimum": 1, "maximum": .integer(LoadPlan.mostConnections), "default": 10,
                "description": "Connections kept open at once.",
            ],
            "requests": [
                "type": "integer", "minimum": 1, "maximum": .integer(LoadPlan.mostRequests),
                "description": "How many requests are sent at most.",
            ],
            "duration_ms": InputShape.timeout(10_000, atMost: 300_000, "For how long requests are begun."),
            "timeout_ms": InputShape.timeout(5_000, atMost: 60_000, "For one answer, and for opening a connection."),
            "verify_certificate": [
                "type": "boolean", "default": true,
                "description": "False accepts every certificate; send nothing secret then.",
            ],
            "max_p95_ms": threshold("A p95 above it is a finding."),
            "max_p99_ms": threshold("A p99 above it is a finding."),
            "max_error_percent": [
                "type": "number", "minimum": 0, "maximum": 100, "default": 0,
                "description": "More requests than this without a good answer are a finding.",
            ],
            "min_requests_per_s": threshold("Fewer answers a second are a finding."),
        ], required: ["url"])

    private static func threshold(_ meaning: String) -> JSONValue {
        ["type": "number", "exclusiveMinimum": 0, "description": .string(meaning)]
    }

    /// Gives `{url, address, mode, rate, connections, duration_ms, ended_by, requests, answers, unsent, errors, status,
    /// failed, failed_percent, bytes, throughput, latency, service, connect, connections_opened, closed_by_server,
    /// sample, precision_percent, findings}`.
    ///
    /// `latency` is counted from when a request was due, so that a slow answer also counts for the requests that had to
    /// wait behind it; `service` from when it was sent. In a closed loop they are the same.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let report = try await reported { () async throws(EgressError) in
            try await context.egress.load(Self.plan(input))
        }
        var output = report.json
        output["findings"] = JSONValue(LoadRules(report: report, thresholds: LoadThresholds(input)).findings)
        return .object(output)
    }

    private static func plan(_ input: ToolInput) -> LoadPlan {
        var request = WebRequest(url: input.text("url"))
        request.method = input["method"]?.stringValue ?? "GET"
        request.headers = (input["headers"]?.objectValue ?? [:]).compactMap { name, value in
            value.stringValue.map { WebHeader(name, $0) }
        }
        request.body = Array(input.text("body").utf8)
        request.timeout = input.duration("timeout_ms", or: .seconds(5))
        request.verifiesCertificate = input.flag("verify_certificate", or: true)
        return LoadPlan(
            request, pace: input["rate"]?.intValue.map { .rate($0) } ?? .closed,
            connections: input.integer("connections", or: 10), requests: input["requests"]?.intValue,
            duration: input.duration("duration_ms", or: .seconds(10)))
    }
}
