import APISpec
import JSON

/// Exactly the limit is taken, one byte more is not.
struct SizeBody: Probe {
    static let rule = Rule(
        "size.body", "A body of request.body_bytes is read, one byte more is refused with PAYLOAD_TOO_LARGE",
        basis: "request.body_bytes of limits.yaml", fault: 206)
    /// Larger bodies take too long to send in every run.
    private static let mostBytes = 16 << 20

    func run(_ run: Run) async throws(Abort) {
        guard run.spec.limits != nil else {
            return run.skip(Self.rule, "limits", "the specification has no limits.yaml", .nothingToStandOn)
        }
        for one in run.spec.operations where one.jsonBody != nil { try await bodies(one, run) }
    }

    private func bodies(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        let limit = run.spec.contract.limits.request.bodyBytes
        guard limit <= Self.mostBytes else {
            return run.skip(Self.rule, one.title, "\(limit) bytes are too many to send in every run")
        }
        guard let identity = run.caller(of: one) ?? run.identities.first,
            let base = try await run.base(of: one, as: identity, fresh: !one.isSafe), let value = base.body,
            value.jsonBytes.count < limit
        else { return run.skip(Self.rule, one.title, "no object to ask about, or no body that fits") }
        let place = run.spec.location(ofLimit: "request", "body_bytes")
        // What would change the session of the caller is only sent where it must be refused.
        for size in run.touchesSession(one) ? [limit + 1] : [limit, limit + 1] {
            var ask = run.ask(one, base, as: identity, "a body of \(size) bytes")
            let bytes = value.jsonBytes
            ask.request.body = bytes + [UInt8](repeating: UInt8(ascii: " "), count: size - bytes.count)
            guard let response = try await run.send(ask) else { continue }
            if size > limit {
                run.expect("PAYLOAD_TOO_LARGE", Self.rule, ask, response, because: place)
            } else if run.expectSuccess(Self.rule, ask, response, because: place), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }
}
