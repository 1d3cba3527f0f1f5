import JSON
import Outbound

/// Tries to connect to the given ports of one host, and looks at what listens.
struct TCPScan: Tool {
    let name = "tcp.scan"
    let description =
        "Connects to exactly the given TCP ports of one host and tells which are open and what they speak."
    let inputSchema = InputShape.object(
        [
            "host": InputShape.host,
            "ports": [
                "type": "array", "minItems": 1, "maxItems": 1_024, "items": InputShape.port,
                "description": "The ports to try; no others are touched.",
            ],
            "concurrency": ["type": "integer", "minimum": 1, "maximum": 128, "default": 32],
            "rate": [
                "type": "integer", "minimum": 1, "maximum": 1_000, "default": 200,
                "description": "Ports begun each second.",
            ],
            "timeout_ms": InputShape.timeout(2_000, atMost: 10_000, "How long a port may take to accept a connection."),
            "patience_ms": InputShape.timeout(700, atMost: 5_000, "How long an open port may take to say something."),
        ], required: ["host", "ports"])

    /// Gives `{host, address, open: [{number, open, tls, http, banner?}], open_numbers, closed, filtered, findings}`.
    ///
    /// There is one finding of severity info for each open port.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let pace = ScanPace(
            concurrency: input.integer("concurrency", or: 32), rate: input.integer("rate", or: 200),
            timeout: input.duration("timeout_ms", or: .seconds(2)),
            patience: input.duration("patience_ms", or: .milliseconds(700)))
        let ports = input["ports"]?.arrayValue?.compactMap(\.intValue) ?? []
        let scan = try await reported { () async throws(EgressError) in
            try await context.egress.scan(host: input.text("host"), ports: ports, pace: pace)
        }
        return [
            "host": .string("\(scan.target)"), "address": .string("\(scan.address)"),
            "open": .array(scan.open.map(\.json)), "open_numbers": JSONValue(scan.open.map(\.number)),
            "closed": JSONValue(scan.closed), "filtered": JSONValue(scan.filtered),
            "findings": JSONValue(scan.open.map { Self.finding($0, at: scan.target) }),
        ]
    }

    private static func finding(_ port: OpenPort, at host: Host) -> Finding {
        let speech = port.http ? (port.tls ? "HTTPS" : "HTTP") : port.tls ? "TLS" : nil
        return Finding(
            rule: "tcp.port.open", severity: .info,
            title: "Port \(port.number) is open" + (speech.map { " and speaks \($0)" } ?? ""), evidence: port.json,
            remedy: "Close the port or limit who can reach it, unless it is meant to be open.",
            location: "\(host.inURL):\(port.number)")
    }
}

extension OpenPort {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["number": .integer(number), "open": true, "tls": .bool(tls), "http": .bool(http)]
        object["banner"] = banner.map { .string($0) }
        return .object(object)
    }
}
