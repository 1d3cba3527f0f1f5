import APISpec
import JSON

/// As many objects as one person may have, and one more.
struct ObjectLimit: Probe {
    static let rule = Rule(
        "object.limit", "A creation that has a conflict refuses with it once there are too many",
        basis: "x-error-codes of status 409")
    private static let most = 300

    func run(_ run: Run) async throws(Abort) {
        let creators = run.spec.operations.filter {
            $0.isCreator && !$0.codes(withStatus: 409, in: run.spec).isEmpty && !run.touchesSession($0)
        }
        if creators.isEmpty {
            run.skip(Self.rule, "the specification", "no creation has a code of status 409", .nothingToStandOn)
        }
        for one in creators {
            guard let delete = run.spec.item(of: one, "DELETE"),
                let identity = run.identities.first(where: { one.allows($0.role) && delete.allows($0.role) })
            else {
                run.skip(Self.rule, one.title, "what it makes cannot be deleted again", .nothingToStandOn)
                continue
            }
            try await fill(one, delete, as: identity, run)
        }
    }

    private func fill(
        _ one: JudgedOperation, _ delete: JudgedOperation, as identity: Identity, _ run: Run
    ) async throws(Abort) {
        let path = one.operation.path.text
        var made: [String] = []
        var refusal: (Ask, RawResponse)?
        for _ in 0..<Self.most where refusal == nil {
            let ask = run.ask(one, run.base(of: one, as: identity, path: path), as: identity, "one more")
            guard let response = try await run.send(ask) else { break }
            if let id = response.json?.root["id"]?.string, response.status == 201 {
                made.append(id)
            } else {
                refusal = (ask, response)
            }
        }
        if let (ask, response) = refusal {
            let codes = one.codes(withStatus: 409, in: run.spec)
            run.expect(codes[0], Self.rule, ask, response, because: one.location(of: "x-error-codes"))
        } else {
            run.skip(Self.rule, one.title, "\(made.count) objects were made and none was refused")
        }
        for id in made {
            let base = run.base(of: delete, as: identity, path: "\(path)/\(ParameterText.encoded(id))")
            _ = try await run.send(run.ask(delete, base, as: identity, "to make room"))
        }
    }
}
