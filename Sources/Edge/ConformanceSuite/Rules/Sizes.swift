import APISpec
import JSON

/// The sizes of limits.yaml: exactly the limit is taken, one byte more is not.
struct Sizes: Probe {
    static let body = Rule(
        "size.body", "A body of request.body_bytes is read, one byte more is refused with PAYLOAD_TOO_LARGE",
        basis: "request.body_bytes of limits.yaml")
    static let uri = Rule(
        "size.uri", "A request target over request.uri_bytes is refused with URI_TOO_LONG",
        basis: "request.uri_bytes of limits.yaml")
    static let headers = Rule(
        "size.headers", "More than request.header_count fields are refused with HEADERS_TOO_LARGE",
        basis: "request.header_count of limits.yaml")

    let rules = [body, uri, headers]
    /// Larger bodies take too long to send in every run.
    private static let mostBytes = 16 << 20

    func run(_ run: Run) async throws(Abort) {
        guard run.spec.limits != nil else {
            for rule in rules { run.skip(rule, "limits", "the specification has no limits.yaml") }
            return
        }
        if run.isWanted(Self.body) {
            for one in run.spec.operations where one.jsonBody != nil { try await bodies(one, run) }
        }
        if run.isWanted(Self.uri) || run.isWanted(Self.headers) { try await heads(run) }
    }

    private func bodies(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        let limit = run.spec.contract.limits.request.bodyBytes
        guard limit <= Self.mostBytes else {
            return run.skip(Self.body, one.title, "\(limit) bytes are too many to send in every run")
        }
        guard let identity = run.caller(of: one) ?? run.identities.first,
            let base = try await run.base(of: one, as: identity, fresh: !one.isSafe), let value = base.body,
            value.jsonBytes.count < limit, !run.touchesSession(one)
        else { return run.skip(Self.body, one.title, "no object to ask about, or no body that fits") }
        let place = run.spec.location(ofLimit: "request", "body_bytes")
        for size in [limit, limit + 1] {
            var ask = run.ask(one, base, as: identity, "a body of \(size) bytes")
            let bytes = value.jsonBytes
            ask.request.body = bytes + [UInt8](repeating: UInt8(ascii: " "), count: size - bytes.count)
            guard let response = try await run.send(ask) else { continue }
            if size > limit {
                run.expect("PAYLOAD_TOO_LARGE", Self.body, ask, response, because: place)
            } else if run.expectSuccess(Self.body, ask, response, because: place), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }

    private func heads(_ run: Run) async throws(Abort) {
        guard let one = run.spec.operations.first(where: { $0.isSafe && $0.operation.path.parameterNames.isEmpty }),
            let identity = run.caller(of: one) ?? run.identities.first
        else { return }
        let limits = run.spec.contract.limits.request
        let base = run.base(of: one, as: identity, path: one.operation.path.text)
        var long = run.ask(one, base, as: identity, "a target of \(limits.uriBytes + 1) bytes")
        let missing = limits.uriBytes + 1 - long.request.target.utf8.count - 3
        if missing > 0, limits.uriBytes + 1_024 < limits.headBytes {
            long.request.target += "?q=" + String(repeating: "q", count: missing)
            if let response = try await run.send(long) {
                run.expect(
                    "URI_TOO_LONG", Self.uri, long, response,
                    because: run.spec.location(ofLimit: "request", "uri_bytes"))
            }
        }
        var many = run.ask(one, base, as: identity, "\(limits.headerCount + 1) fields")
        let count = limits.headerCount - many.request.headers.count
        guard count > 0, count * 16 < limits.headBytes else { return }
        many.request.headers += (0..<count).map { ("X-Filler-\($0)", "1") }
        if let response = try await run.send(many) {
            run.expect(
                "HEADERS_TOO_LARGE", Self.headers, many, response,
                because: run.spec.location(ofLimit: "request", "header_count"))
        }
    }
}
