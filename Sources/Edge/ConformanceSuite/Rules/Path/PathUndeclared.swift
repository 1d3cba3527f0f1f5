import APISpec
import SchemaInstances

/// What no path of the specification matches is not there.
struct PathUndeclared: Probe {
    static let rule = Rule(
        "path.undeclared", "A path that is not declared is refused with NOT_FOUND", basis: "paths", fault: 310)

    func run(_ run: Run) async throws(Abort) {
        let firsts = run.spec.operations.compactMap { one -> String? in
            guard case .literal(let text)? = one.operation.path.segments.first else { return nil }
            return "/\(text)"
        }
        let prefix = firsts.distinct.first ?? ""
        let collections = run.spec.operations.map { run.anyPath(of: $0) }.distinct
        var targets = ["/zz-not-declared", "\(prefix)/zz-not-declared", "\(prefix)/zz-not-declared/1"]
        targets += collections.map { "\($0)/zz-not-declared/zz" }
        targets += ["/debug", "/admin", "/.env", "/.git/config", "/metrics", "/actuator/env", "/server-status"]
        for target in targets where run.matching(target) == nil {
            for identity in [nil, run.identities.first] {
                var request = RawRequest(method: "GET", target: target, headers: [("Accept", "application/json")])
                if let authorization = identity?.authorization { request.headers.append(authorization) }
                let ask = Ask(
                    operation: nil, request: request, attempt: "GET \(target)", identity: identity,
                    title: "undeclared paths")
                guard let response = try await run.send(ask) else { continue }
                run.expect("NOT_FOUND", Self.rule, ask, response)
            }
        }
    }
}

extension Run {
    /// An operation of any method whose path the target matches.
    func matching(_ target: String) -> JudgedOperation? {
        spec.operations(at: target).first
    }
}
