import GRDB
import JSON
import Orchestration

extension Transaction {
    func record(_ delivery: DeliveryRecord, kept: Int) throws {
        guard try !rows("SELECT 1 FROM integrations WHERE id = ?", [delivery.integration]).isEmpty else { return }
        try upsert(delivery)
        if delivery.status != .pending { try pass(integration: delivery.integration, to: delivery.sequence) }
        try forget(deliveriesOf: delivery.integration, beyond: kept)
    }

    private func upsert(_ delivery: DeliveryRecord) throws {
        try execute(
            """
            INSERT INTO deliveries (id, integration, sequence, kind, task_id, status, attempts, detail, created_at,
                updated_at, next_attempt_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, attempts = excluded.attempts,
                detail = excluded.detail, updated_at = excluded.updated_at, next_attempt_at = excluded.next_attempt_at
            """,
            [
                delivery.id, delivery.integration, delivery.sequence, delivery.event.rawValue, delivery.taskID,
                delivery.status.rawValue, delivery.attempts, delivery.detail.jsonText,
                delivery.createdAt.milliseconds, delivery.updatedAt.milliseconds, delivery.nextAttemptAt?.milliseconds,
            ])
    }

    private func forget(deliveriesOf integration: String, beyond kept: Int) throws {
        try execute(
            """
            DELETE FROM deliveries WHERE integration = ?1 AND number <= (
                SELECT number FROM deliveries WHERE integration = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
            """,
            [integration, max(1, kept)])
    }
}
