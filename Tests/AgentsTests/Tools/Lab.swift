import Agents
import JSON
import Outbound
import Testing
import TestSupport

/// A place where tools can be tried on servers of this machine.
enum Lab {
    /// A context that reaches loopback and resolves names with `dns`.
    static func context(
        policy: EgressPolicy = .loopback, dns: FakeDNS? = nil, roots: TrustStore = .system,
        now: Timestamp = Timestamp.now()
    ) throws -> ToolContext {
        let server = Endpoint(try #require(IPAddress("127.0.0.1")), port: dns?.port ?? 1)
        let resolver = Resolver(servers: dns == nil ? [] : [server], timeout: .seconds(5), attempts: 1)
        return ToolContext(egress: Egress(policy: policy, resolver: resolver, roots: roots, own: []), now: { now })
    }

    /// An HTTP reply of these header lines.
    static func reply(_ status: String = "200 OK", _ headers: [String] = [], body: String = "<p>hi</p>") -> String {
        let type = headers.contains { $0.lowercased().hasPrefix("content-type") } ? [] : ["Content-Type: text/html"]
        let lines =
            ["HTTP/1.1 \(status)"] + headers + type
            + ["Content-Length: \(body.utf8.count)", "Connection: close", "", ""]
        return lines.joined(separator: "\r\n") + body
    }
}

extension JSONValue {
    /// The rules of the findings in this output, in order.
    var rules: [String] { self["findings"]?.arrayValue?.compactMap { $0["rule"]?.stringValue } ?? [] }

    /// The finding of one rule.
    func finding(_ rule: String) -> JSONValue? {
        self["findings"]?.arrayValue?.first { $0["rule"]?.stringValue == rule }
    }
}
