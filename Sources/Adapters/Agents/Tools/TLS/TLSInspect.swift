import JSON
import Outbound

/// Looks at the TLS of one server: the certificate, valid or not, and every protocol version it accepts.
struct TLSInspect: Tool {
    let name = "tls.inspect"
    let description =
        "Reads a server's certificates, valid or not, and tells which TLS versions and weak ciphers it accepts."
    let inputSchema = InputShape.object(
        [
            "host": InputShape.host,
            "port": ["type": "integer", "minimum": 1, "maximum": 65_535, "default": 443],
            "server_name": [
                "type": "string", "minLength": 1, "maxLength": 253,
                "description": "The name to ask for (SNI) and to look for in the certificate, if it is not the host.",
            ],
            "expires_soon_days": ["type": "integer", "minimum": 0, "maximum": 365, "default": 30],
            "timeout_ms": InputShape.timeout(5_000, atMost: 30_000, "How long each connection may take."),
        ], required: ["host"])

    /// Gives `{host, port, address, protocols, versions, weak_ciphers, alpn, certificate, chain, trusted, self_signed,
    /// name_matches, findings}`.
    ///
    /// `versions` lists SSL 3.0 to TLS 1.3 as `{name, accepted: true|false|null, cipher}`; null: no answer in time.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let report = try await reported { () async throws(EgressError) in
            try await context.egress.inspectTLS(
                host: input.text("host"), port: input.integer("port", or: 443),
                serverName: input["server_name"]?.stringValue, limit: input.duration("timeout_ms", or: .seconds(5)))
        }
        let expected = try await reported { () async throws(EgressError) in
            try input["server_name"]?.stringValue.map { name throws(EgressError) in try Host(name) }
                ?? report.target.host
        }
        let view = TLSView(
            report: report, expected: expected, now: context.now(), soon: input.integer("expires_soon_days", or: 30))
        return view.json
    }
}
