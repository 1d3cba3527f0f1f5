import APISpec
import JSON
import SchemaInstances

/// Who asks.
extension Run {
    /// Logs in; nil with the reason written to `problem` where that fails.
    func logIn(_ user: User) async throws(Abort) -> Identity {
        guard let login = spec.login else {
            throw Abort(
                reason: "the specification has no operation to log in with: one without security that takes username "
                    + "and password and answers with access_token")
        }
        let ask = loginAsk(login, user)
        for _ in 0..<4 {
            guard let response = try await send(ask) else { break }
            if let root = response.json?.root, let token = root["access_token"]?.string {
                curl.secrets.insert((token, "TOKEN"), at: 0)
                tokens[token] = user.username
                return Identity(user: user, token: token, expiresIn: root["expires_in"]?.int)
            }
            throw Abort(reason: "\(user.username) cannot log in: \(login.title) answered \(response.summary)")
        }
        throw Abort(reason: "\(user.username) cannot log in: \(login.title) gave no answer")
    }

    func loginAsk(_ login: JudgedOperation, _ user: User) -> Ask {
        let body: JSONValue = ["username": .string(user.username), "password": .string(user.password)]
        var request = RawRequest(method: login.operation.method, target: login.operation.path.text)
        request.headers = [
            ("Accept", login.accept), ("Content-Type", login.jsonBody?.media.name ?? "application/json"),
        ]
        request.body = body.jsonBytes
        return Ask(operation: login, request: request, attempt: "as \(user.username)")
    }

    /// Tries to log in with credentials that do not hold; nil, and skipped, where the server makes guesses wait.
    ///
    /// - Parameter user: whoever is guessed at, and then logs in from the same address, so that the failure is forgotten
    ///   and nobody is locked out.
    func guess(
        _ guess: User, _ attempt: String, at login: JudgedOperation, of user: User? = nil, for rule: Rule
    ) async throws(Abort) -> (ask: Ask, response: RawResponse)? {
        var ask = loginAsk(login, guess)
        (ask.attempt, ask.isGuess) = (attempt, true)
        ask.source = login.operation.rateLimit.map(restedSource)
        guard let response = try await send(ask) else { return nil }
        guard response.status != spec.status(of: "RATE_LIMIT_EXCEEDED") else {
            skip(rule, login.title, "\(attempt): the server makes guesses wait")
            return nil
        }
        if let user {
            var right = loginAsk(login, user)
            right.source = ask.source
            _ = try await send(right)
        }
        return (ask, response)
    }

    /// Somebody who may call the operation; those who can make objects first.
    func caller(of one: JudgedOperation) -> Identity? {
        let allowed = identities.filter { one.allows($0.role) }
        return allowed.max { makes($0) < makes($1) } ?? allowed.first
    }

    /// Everybody who may call an operation without an object in turn, so that the limit of one slows a run less.
    func nextCaller(of one: JudgedOperation, insteadOf identity: Identity) -> Identity {
        guard one.roles != nil, !touchesSession(one), one.operation.path.parameterNames.isEmpty else { return identity }
        let allowed = identities.filter { one.allows($0.role) }
        guard !allowed.isEmpty else { return identity }
        turns += 1
        return allowed[turns % allowed.count]
    }

    /// Somebody who may call the operation; anybody where everybody may.
    func speaker(for one: JudgedOperation) -> Identity? {
        caller(of: one) ?? (one.roles == nil ? identities.first : nil)
    }

    /// In how many operations that are not safe the identity is allowed.
    private func makes(_ identity: Identity) -> Int {
        let rank = spec.allOperations.count { !$0.isSafe && $0.allows(identity.role) }
        // Among equals the one who comes first in the file: max takes the last, so count down.
        let place = identities.firstIndex { $0.user == identity.user } ?? 0
        return rank * 1_000 - place
    }

    /// Whether calling the operation may end or change the session: it stands under the tag of the login.
    func touchesSession(_ one: JudgedOperation) -> Bool {
        guard let login = spec.login, one.operation.id != login.operation.id else { return false }
        return one.operation.tag != nil && one.operation.tag == login.operation.tag && !one.isSafe
    }

    /// Who it is by now, with the token of the last login.
    func current(_ identity: Identity) -> Identity { identities.first { $0.user == identity.user } ?? identity }

    /// Logs everybody in again.
    func renewIdentities() async throws(Abort) {
        for index in identities.indices { identities[index] = try await logIn(identities[index].user) }
    }
}

extension JudgedOperation {
    /// An Accept field that takes what its 2xx answers and its refusals have.
    var accept: String {
        let first = successes.flatMap(\.mediaTypes).first
        return ["application/json", first].compactMap { $0 }.distinct.joined(separator: ", ")
    }
}
