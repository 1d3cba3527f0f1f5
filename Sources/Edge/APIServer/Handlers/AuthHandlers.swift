import Access
import Gateway
import JSON

/// The operations under the tag `auth`.
struct AuthHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "login": exchange
    ]

    let login: Login

    @Sendable private func exchange(_ call: Call) async throws -> Answer {
        let username = call.body?["username"]?.string ?? ""
        let password = call.body?["password"]?.string ?? ""
        do {
            let issued = try await login.login(username: username, password: password, source: call.peer)
            return Answer(
                200,
                [
                    "access_token": .string(issued.token),
                    "token_type": "bearer",
                    "expires_in": .integer(issued.expiresIn),
                ])
        } catch {
            throw ErrorMapping.refusal(error)
        }
    }
}
