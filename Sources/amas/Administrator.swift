import Access
import JSON

/// The account without which nobody could log in the first time.
enum Administrator {
    /// Adds `admin` with a random password when there are no accounts, and shows the password this once.
    static func introduce(to accounts: any AccountStore) async throws {
        guard try await accounts.accounts().isEmpty else { return }
        let password = Password.random()
        let account = Account(
            username: "admin", role: .admin, passwordHash: try await PasswordHasher().hash(password),
            createdAt: .now(), tokensValidAfter: Timestamp(milliseconds: 0))
        try await accounts.add(account)
        Console.error(
            """
            First start: the account admin was made.
                password: \(password)
                This is shown once. To change it: amas users passwd admin
            """)
    }
}
