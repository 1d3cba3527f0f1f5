public import Access
import Foundation
import GRDB
public import JSON

extension SQLiteAccounts: SessionStore {
    public func begin(_ session: Session, limit: Int, now: Timestamp) async throws(AccountError) {
        try await change { database in
            guard session.fits(try database.account(session.username)) else {
                throw AccountError.unknown(session.username)
            }
            try database.sweep(now)
            try database.execute(
                sql: "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", arguments: session.values)
            try database.execute(
                sql: """
                    DELETE FROM sessions WHERE selector IN (
                        SELECT selector FROM sessions WHERE username = ?
                        ORDER BY started_at DESC, selector LIMIT -1 OFFSET ?)
                    """,
                arguments: [session.username, limit])
        }
    }

    public func renew(
        selector: [UInt8], judge: @escaping @Sendable (Session, Account?) -> SessionVerdict
    ) async throws(AccountError) -> SessionVerdict? {
        try await change { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM sessions WHERE selector = ?", arguments: [Data(selector)])
            guard let session = try row.map(Session.init) else { return nil }
            let verdict = judge(session, try database.account(session.username))
            switch verdict {
            case .renewed(let renewed, _):
                try database.execute(
                    sql: "UPDATE sessions SET secret = ?, expires_at = ? WHERE selector = ?",
                    arguments: [Data(renewed.secret), renewed.expiresAt.milliseconds, Data(selector)])
            case .ended(_, let revocation):
                try database.end(session.id, [revocation])
            }
            return verdict
        }
    }

    public func end(session id: String?, revoking revocations: [Revocation]) async throws(AccountError) {
        try await change { try $0.end(id, revocations) }
    }

    public func revocations(at now: Timestamp) async throws(AccountError) -> [Revocation] {
        do {
            return try await queue.read { database in
                let rows = try Row.fetchAll(
                    database, sql: "SELECT id, until FROM revocations WHERE until > ? ORDER BY id",
                    arguments: [now.milliseconds])
                return rows.map { Revocation(id: $0["id"], until: Timestamp(milliseconds: $0["until"])) }
            }
        } catch {
            throw AccountError(error)
        }
    }
}

extension Database {
    fileprivate func account(_ username: String) throws -> Account? {
        let sql = "SELECT * FROM accounts WHERE username = ?"
        return try Row.fetchOne(self, sql: sql, arguments: [username]).map(Account.init)
    }

    fileprivate func end(_ session: String?, _ revocations: [Revocation]) throws {
        try execute(sql: "DELETE FROM sessions WHERE id = ?", arguments: [session])
        for one in revocations {
            let sql = "INSERT INTO revocations (id, until) VALUES (?, ?) ON CONFLICT DO NOTHING"
            try execute(sql: sql, arguments: [one.id, one.until.milliseconds])
        }
    }

    /// Forgets what has expired.
    fileprivate func sweep(_ now: Timestamp) throws {
        try execute(sql: "DELETE FROM sessions WHERE expires_at <= ?", arguments: [now.milliseconds])
        try execute(sql: "DELETE FROM revocations WHERE until <= ?", arguments: [now.milliseconds])
    }
}
