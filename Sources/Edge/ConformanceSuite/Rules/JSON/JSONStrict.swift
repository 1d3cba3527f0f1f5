import APISpec
import JSON

/// Texts that look like JSON and are none are refused, each of them: what one reader forgives another reads otherwise.
struct JSONStrict: Probe {
    static let rule = Rule(
        "json.strict", "A body that departs from RFC 8259 in one place is refused with VALIDATION_ERROR",
        basis: "RFC 8259", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        guard let (one, identity) = run.writer, let base = try await run.base(of: one, as: identity),
            let object = base.body?.objectValue, let schema = one.jsonBody?.schema
        else { return run.skip(Self.rule, "bodies", "no operation takes a JSON object as its body") }
        for (what, bytes) in NearJSON(object, schema).all {
            var ask = run.ask(one, base, as: identity, what)
            ask.request.body = bytes
            guard let response = try await run.send(ask) else { continue }
            run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: one.location(of: "requestBody"))
            if response.status == 201 { try await run.remember(response, "id", in: base.path, as: identity) }
        }
    }
}

extension Run {
    /// An operation that makes objects from a JSON body, the one that may be asked most often, and somebody who may.
    var writer: (JudgedOperation, Identity)? {
        let creators = spec.operations.filter { one in
            one.isCreator && one.operation.id != spec.login?.operation.id && !touchesSession(one)
        }
        return creators.reversed().compactMap { one in caller(of: one).map { (one, $0) } }.max {
            $0.0.requestsPerSecond < $1.0.requestsPerSecond
        }
    }
}
