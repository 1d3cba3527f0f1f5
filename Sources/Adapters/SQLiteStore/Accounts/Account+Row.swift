import Access
import GRDB
import JSON
import Orchestration

extension Account {
    /// The account that a row of `accounts` holds.
    init(_ row: Row) throws {
        let username: String = row["username"]
        guard let role = Role(rawValue: row["role"]) else {
            throw StoreError.unavailable("account \(username) has a role that is not known")
        }
        self.init(
            username: username, role: role, passwordHash: row["password_hash"],
            createdAt: Timestamp(milliseconds: row["created_at"]),
            tokensValidAfter: Timestamp(milliseconds: row["tokens_valid_after"]))
    }
}
