import APISpec
import JSON
import SchemaInstances

/// The operation that exchanges a member of the login's answer for the next access token.
struct RefreshOperation {
    let operation: JudgedOperation
    let member: String
}

extension JudgedSpec {
    /// Found by its shape: open to everybody, its body requires a member that the login's answer has, and its own 2xx
    /// answer has `access_token` (RFC 6749 section 6).
    var refresh: RefreshOperation? {
        guard let login, let given = login.successes.compactMap(\.jsonSchema).first else { return nil }
        for one in operations where one.operation.security == .open && one.operation.id != login.operation.id {
            guard let body = one.jsonBody?.schema,
                one.successes.contains(where: { $0.jsonSchema?.property("access_token") != nil }),
                let member = body.required.first(where: { given.property($0) != nil && body.property($0) != nil })
            else { continue }
            return RefreshOperation(operation: one, member: member)
        }
        return nil
    }

    /// The operation under the login's tag that takes a token, no body, and ends the session.
    var logout: JudgedOperation? {
        guard let login, let tag = login.operation.tag else { return nil }
        return operations.first { one in
            one.operation.tag == tag && one.roles != nil && !one.isSafe && one.bodies.isEmpty
                && one.successes.contains { $0.response.status == 204 || $0.response.status == 200 }
        }
    }
}

extension Run {
    /// What a login of its own answers; nil where it fails.
    func session(as user: User) async throws(Abort) -> JSONValue? {
        guard let login = spec.login, let response = try await send(loginAsk(login, user)) else { return nil }
        guard let root = response.json?.root, let token = root["access_token"]?.string else { return nil }
        curl.secrets.insert((token, "TOKEN"), at: 0)
        return JSONValue(root)
    }

    /// The question that exchanges such a token.
    func refreshAsk(_ refresh: RefreshOperation, _ token: String, _ what: String) -> Ask {
        var base = base(of: refresh.operation, as: nil, path: anyPath(of: refresh.operation))
        base.body = [refresh.member: .string(token)]
        base.contentType = refresh.operation.jsonBody?.media.name
        return ask(refresh.operation, base, as: nil, what)
    }

    /// The operation and the token of a new session; nil, with the rule skipped, where there is none.
    func refreshing(_ rule: Rule, as user: User) async throws(Abort) -> (refresh: RefreshOperation, token: String)? {
        guard let refresh = spec.refresh else {
            skip(rule, "tokens", "no operation exchanges a member of the login's answer for a new token")
            return nil
        }
        guard let token = try await session(as: user)?[refresh.member]?.stringValue else {
            skip(rule, refresh.operation.title, "the login gave no \(refresh.member)")
            return nil
        }
        return (refresh, token)
    }
}
