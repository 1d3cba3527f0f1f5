import Access
import Gateway
import JSON

/// The operations under the tag `Authentication`.
struct AuthHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "login": exchange, "refresh": refresh, "logout": logout, "getMe": describe,
    ]

    let login: Login
    let sessions: Sessions

    @Sendable private func exchange(_ call: Call) async throws -> Answer {
        let username = call.body?["username"]?.string ?? ""
        let password = call.body?["password"]?.string ?? ""
        do {
            return Answer(200, try await login.login(username: username, password: password, source: call.peer).json)
        } catch {
            throw ErrorMapping.refusal(error)
        }
    }

    @Sendable private func refresh(_ call: Call) async throws -> Answer {
        do { return Answer(200, try await sessions.refresh(call.body?["refresh_token"]?.string ?? "").json) } catch {
            throw ErrorMapping.refusal(error)
        }
    }

    @Sendable private func logout(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        do { try await sessions.end(caller) } catch { throw ErrorMapping.refusal(error) }
        return Answer(204)
    }

    @Sendable private func describe(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        return Answer(
            200,
            [
                "username": .string(caller.username), "role": .string(caller.role.rawValue),
                "expires_at": caller.expiresAt.json,
            ])
    }
}

extension TokenPair {
    /// The tokens as `components/schemas/AccessToken` of the specification describes them.
    var json: JSONValue {
        [
            "access_token": .string(access.token),
            "token_type": "bearer",
            "expires_in": .integer(access.expiresIn),
            "refresh_token": .string(refresh.token),
            "refresh_expires_in": .integer(refresh.expiresIn),
        ]
    }
}
