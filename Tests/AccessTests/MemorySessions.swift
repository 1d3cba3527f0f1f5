import Access
import JSON
import Synchronization

/// Sessions in memory, beside the accounts they belong to.
struct SessionTable {
    var sessions: [Session] = []
    var revocations: [Revocation] = []
}

extension MemoryAccounts: SessionStore {
    func begin(_ session: Session, limit: Int, now: Timestamp) async throws(AccountError) {
        guard session.fits(try stored(session.username)) else { throw .unknown(session.username) }
        sessionTable.withLock { table in
            table.sessions.removeAll { $0.expiresAt <= now }
            table.sessions.append(session)
            let own = table.sessions.filter { $0.username == session.username }
            let oldest = Set(own.dropLast(limit).map(\.id))
            table.sessions.removeAll { oldest.contains($0.id) }
        }
    }

    func renew(
        selector: [UInt8], judge: @escaping @Sendable (Session, Account?) -> SessionVerdict
    ) async throws(AccountError) -> SessionVerdict? {
        guard let session = sessionTable.withLock({ $0.sessions.first { $0.selector == selector } }) else { return nil }
        let verdict = judge(session, try stored(session.username))
        sessionTable.withLock { table in
            table.sessions.removeAll { $0.selector == selector }
            switch verdict {
            case .renewed(let next, _): table.sessions.append(next)
            case .ended(_, let revocation): table.revocations.append(revocation)
            }
        }
        return verdict
    }

    func end(session id: String?, revoking revocations: [Revocation]) async throws(AccountError) {
        _ = try stored("")
        sessionTable.withLock { table in
            table.sessions.removeAll { $0.id == id }
            table.revocations += revocations
        }
    }

    func revocations(at now: Timestamp) async throws(AccountError) -> [Revocation] {
        sessionTable.withLock { $0.revocations.filter { now < $0.until } }
    }
}
