import APISpec

/// The Authorization field: one of it, a scheme in any case, one space, one token (RFC 9110 section 11.6.2).
struct TokenField: Probe {
    static let rule = Rule(
        "token.field", "The scheme is read in any case, and a field that is not one scheme and one token is refused",
        basis: "RFC 9110 sections 5.3 and 11.1, RFC 6750 section 2.1")

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run) else { return }
        let token = door.identity.token
        for scheme in ["bearer", "BEARER"] {
            let ask = door.ask(["\(scheme) \(token)"], "the scheme as \"\(scheme)\"", run)
            guard let response = try await run.send(ask) else { continue }
            run.expectSuccess(Self.rule, ask, response, because: door.operation.location(of: "security"))
        }
        let refused: [(String, [String])] = [
            ("two fields, the second not valid", ["Bearer \(token)", "Bearer zz"]),
            ("two fields, the first not valid", ["Bearer zz", "Bearer \(token)"]),
            ("two tokens in one field", ["Bearer \(token), Bearer \(token)"]),
            ("a space inside the token", ["Bearer \(token.prefix(10)) \(token.dropFirst(10))"]),
            ("a word behind the token", ["Bearer \(token) zz"]),
            ("a comma behind the token", ["Bearer \(token),"]),
            ("the token in quotes", ["Bearer \"\(token)\""]),
            ("the token as a parameter", ["Bearer token=\(token)"]),
            ("a colon behind the scheme", ["Bearer: \(token)"]),
            ("no space behind the scheme", ["Bearer\(token)"]),
            ("an empty field", [""]),
        ]
        for (what, fields) in refused { try await door.refuse(fields: fields, what, Self.rule, run) }
    }
}
