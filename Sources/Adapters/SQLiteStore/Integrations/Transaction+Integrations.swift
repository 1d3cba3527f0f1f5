import Foundation
import GRDB
import JSON
import Orchestration

extension Transaction {
    func insert(_ integration: IntegrationRecord, limit: Int) throws -> IntegrationRecord? {
        let count = try rows("SELECT COUNT(*) AS count FROM integrations WHERE owner = ?", [integration.owner])
        guard let held: Int = count.first?["count"], held < limit else { return nil }
        var stored = integration
        stored.position = try endOfLog()
        try execute(
            """
            INSERT INTO integrations (id, owner, platform, enabled, document, sealed, position, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                stored.id, stored.owner, stored.platform, stored.enabled, stored.document.jsonText,
                Data(stored.sealed), stored.position, stored.createdAt.milliseconds, stored.updatedAt.milliseconds,
            ])
        return stored
    }

    func revise(_ integration: IntegrationRecord, skippingMissed: Bool) throws -> Bool {
        try execute(
            """
            UPDATE integrations SET enabled = ?, document = ?, sealed = ?, updated_at = ?, position = MAX(position, ?)
            WHERE id = ?
            """,
            [
                integration.enabled, integration.document.jsonText, Data(integration.sealed),
                integration.updatedAt.milliseconds, skippingMissed ? try endOfLog() : 0, integration.id,
            ])
        guard database.changesCount == 1 else { return false }
        try execute(
            "UPDATE deliveries SET next_attempt_at = NULL WHERE integration = ? AND status = 'pending'",
            [integration.id])
        return true
    }

    func pause(integration id: String, because reason: String, at time: Timestamp) throws {
        let found = try rows("SELECT * FROM integrations WHERE id = ? AND enabled = 1", [id]).first
        guard var integration = try found.map(IntegrationRecord.init) else { return }
        integration.enabled = false
        integration.pauseReason = reason
        integration.updatedAt = max(integration.updatedAt, time)
        _ = try revise(integration, skippingMissed: false)
    }

    func remove(integration id: String) throws -> Bool {
        try execute("DELETE FROM deliveries WHERE integration = ?", [id])
        try execute("DELETE FROM integrations WHERE id = ?", [id])
        return database.changesCount == 1
    }

    func pass(integration id: String, to sequence: Int64) throws {
        try execute("UPDATE integrations SET position = MAX(position, ?) WHERE id = ?", [sequence, id])
    }

    private func endOfLog() throws -> Int64 {
        try rows("SELECT COALESCE(MAX(sequence), 0) AS latest FROM events").first?["latest"] ?? 0
    }
}
