import APISpec

/// The caller cannot choose whose quota is taken.
struct RateEvasion: Probe {
    static let rule = Rule(
        "rate.evasion", "Neither a forwarded address, nor a new connection, nor another spelling gets around the limit",
        basis: "pk of limits.yaml, RFC 7239 section 8.1")

    private static let ways: [(what: String, change: @Sendable (Int, RawRequest) -> RawRequest)] = [
        ("X-Forwarded-For", { adding("X-Forwarded-For", "192.0.2.\($0 % 250)", $1) }),
        ("Forwarded", { adding("Forwarded", "for=192.0.2.\($0 % 250)", $1) }),
        (
            "X-Real-IP and X-Client-IP",
            { adding("X-Client-IP", "192.0.2.\($0)", adding("X-Real-IP", "192.0.2.\($0 % 250)", $1)) }
        ),
        (
            "a query of its own",
            { index, request in
                var request = request
                request.target += (request.target.contains("?") ? "&" : "?") + "zz\(index)=1"
                return request
            }
        ),
        (
            "the scheme in another case",
            { index, request in
                guard let value = request.headers.first(where: { $0.name == "Authorization" })?.value, index % 2 == 1
                else { return request }
                return request.with("Authorization", "bearer" + value.dropFirst(6))
            }
        ),
        ("a User-Agent of its own", { adding("User-Agent", "zz/\($0)", $1) }),
    ]

    func run(_ run: Run) async throws(Abort) {
        for burst in try await run.bursts(Self.rule) {
            guard try await burst.useUp(Self.rule, run) else { continue }
            var last = run.clock()
            for (what, change) in Self.ways {
                let count = try await burst.send(max(8, min(64, burst.policy.burst)), run, changing: change)
                let now = run.clock()
                let most = burst.regained(in: Double(now - last) / 1_000_000_000) + 1
                last = now
                run.check(Self.rule, burst.policy.name)
                if count.passed > most {
                    var ask = burst.ask
                    ask.request = change(1, ask.request)
                    ask.attempt = "\(what), while the limit is used up"
                    run.fail(
                        Self.rule, ask, expected: "at most \(most) pass", got: "\(count.passed) pass",
                        spec: burst.location("pk", run))
                }
            }
        }
    }

    private static func adding(_ name: String, _ value: String, _ request: RawRequest) -> RawRequest {
        var request = request
        request.headers.append((name, value))
        return request
    }
}
