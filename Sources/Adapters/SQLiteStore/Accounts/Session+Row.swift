import Access
import Foundation
import GRDB
import JSON
import Orchestration

extension Session {
    /// The session that a row of `sessions` holds.
    init(_ row: Row) throws {
        let id: String = row["id"]
        guard let role = Role(rawValue: row["role"]) else {
            throw StoreError.unavailable("session \(id) has a role that is not known")
        }
        self.init(
            id: id, selector: Array(row["selector"] as Data), secret: Array(row["secret"] as Data),
            username: row["username"], role: role,
            tokensValidAfter: Timestamp(milliseconds: row["tokens_valid_after"]),
            startedAt: Timestamp(milliseconds: row["started_at"]),
            expiresAt: Timestamp(milliseconds: row["expires_at"]))
    }

    /// Its columns, in the order of the table.
    var values: StatementArguments {
        [
            Data(selector), id, Data(secret), username, role.rawValue, tokensValidAfter.milliseconds,
            startedAt.milliseconds, expiresAt.milliseconds,
        ]
    }
}
