import JSON
import Outbound

/// Asks DNS for the records of a name.
struct DNSLookup: Tool {
    let name = "dns.lookup"
    let description = "Looks up the DNS records of a name: A, AAAA, CAA, CNAME, MX, NS, SOA, TXT."
    let inputSchema = InputShape.object(
        [
            "name": InputShape.host,
            "types": [
                "type": "array", "minItems": 1, "maxItems": 8, "uniqueItems": true, "default": ["A", "AAAA"],
                "items": ["enum": .array(DNSType.allCases.map { .string($0.name) })],
            ],
        ], required: ["name"])

    /// Gives `{name, exists, addresses, records: {TYPE: [...]}, failures: {TYPE: why}}`.
    ///
    /// An address has no records: it is its own answer. A type that no server answers is a failure of that type; if none
    /// is answered at all, the lookup fails.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let types = (input.texts("types") ?? ["A", "AAAA"]).compactMap { DNSType(name: $0) }
        let host = try await reported { () async throws(EgressError) in try Host(input.text("name")) }
        guard case .name(let name) = host else { return Self.output(literal: host, types) }
        var answers: [(DNSType, DNSAnswer)] = []
        var failures: [(DNSType, EgressError)] = []
        for type in types {
            do {
                answers.append((type, try await context.egress.query(name, type)))
            } catch {
                guard case .resolution = error else { throw ToolError(error) }
                failures.append((type, error))
            }
        }
        if answers.isEmpty, let failure = failures.first { throw ToolError(failure.1) }
        return Self.output(name, answers, failures)
    }

    private static func output(literal host: Host, _ types: [DNSType]) -> JSONValue {
        [
            "name": .string("\(host)"), "exists": true, "addresses": [.string("\(host)")],
            "records": .object(JSONObject(types.map { ($0.name, []) })), "failures": [:],
        ]
    }

    private static func output(
        _ name: String, _ answers: [(DNSType, DNSAnswer)], _ failures: [(DNSType, EgressError)]
    ) -> JSONValue {
        let records = answers.map { type, answer in
            (type.name, JSONValue.array(answer.records.filter { $0.type == type }.map(\.json)))
        }
        let refused = answers.compactMap { type, answer -> (String, JSONValue)? in
            guard case .failed(let code) = answer.outcome else { return nil }
            return (type.name, .string("the DNS server answered \(code)"))
        }
        let addresses = answers.flatMap(\.1.records).compactMap { record -> JSONValue? in
            if case .address(let address) = record.value { .string("\(address)") } else { nil }
        }
        return [
            "name": .string(name), "exists": .bool(!answers.contains { $0.1.outcome == .noSuchName }),
            "addresses": .array(addresses), "records": .object(JSONObject(records)),
            "failures": .object(JSONObject(refused + failures.map { ($0.0.name, .string("\($0.1)")) })),
        ]
    }
}

extension DNSRecord {
    /// The value as the tool shows it: a string where zone files have one field, else an object.
    fileprivate var json: JSONValue {
        switch value {
        case .address(let address): .string("\(address)")
        case .name(let name): .string(name)
        case .text(let text): .string(text)
        case .mail(let preference, let exchange):
            ["preference": .integer(preference), "exchange": .string(exchange)]
        case .authorisation(let flags, let tag, let value):
            ["flags": .integer(flags), "tag": .string(tag), "value": .string(value)]
        case .authority(let authority): authority.json
        }
    }
}

extension DNSAuthority {
    fileprivate var json: JSONValue {
        [
            "server": .string(server), "mailbox": .string(mailbox), "serial": .integer(serial),
            "refresh": .integer(refresh), "retry": .integer(retry), "expire": .integer(expire),
            "minimum": .integer(minimum),
        ]
    }
}
