import GRDB
public import JSON
public import Orchestration

extension SQLiteStore: IntegrationStore {
    public func add(
        _ integration: IntegrationRecord, limit: Int
    ) async throws(StoreError) -> IntegrationRecord? {
        try await write { try $0.insert(integration, limit: limit) }
    }

    public func revise(
        _ integration: IntegrationRecord, skippingMissed: Bool
    ) async throws(StoreError) -> Bool {
        try await write { try $0.revise(integration, skippingMissed: skippingMissed) }
    }

    public func pause(integration id: String, because reason: String, at time: Timestamp) async throws(StoreError) {
        try await write { try $0.pause(integration: id, because: reason, at: time) }
    }

    public func remove(integration id: String) async throws(StoreError) -> Bool {
        try await write { try $0.remove(integration: id) }
    }

    public func integration(_ id: String) async throws(StoreError) -> IntegrationRecord? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM integrations WHERE id = ?"), arguments: [id]
            ).map(IntegrationRecord.init)
        }
    }

    public func integrations(
        owner: String?, limit: Int, cursor: PageCursor?
    ) async throws(StoreError) -> IntegrationPage {
        let conditions = [
            owner.map { _ in "owner = ?" },
            cursor.map { _ in "number < ?" },
        ].compactMap { $0 }
        let filter = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
        let arguments =
            StatementArguments([owner].compactMap { $0 }) + StatementArguments([cursor?.number].compactMap { $0 })
        let sql = "SELECT * FROM integrations \(filter) ORDER BY number DESC LIMIT ?"
        let (found, next) = try await page(sql, arguments, limit: limit, IntegrationRecord.init)
        return IntegrationPage(integrations: found, nextCursor: next)
    }

    public func record(_ delivery: DeliveryRecord, kept: Int) async throws(StoreError) {
        try await write { try $0.record(delivery, kept: kept) }
    }

    public func pass(integration id: String, to sequence: Int64) async throws(StoreError) {
        try await write { try $0.pass(integration: id, to: sequence) }
    }

    public func delivery(_ id: String) async throws(StoreError) -> DeliveryRecord? {
        try await read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM deliveries WHERE id = ?"), arguments: [id]
            ).map(DeliveryRecord.init)
        }
    }

    public func deliveries(
        of integration: String, limit: Int, cursor: PageCursor?
    ) async throws(StoreError) -> DeliveryPage {
        let filter = cursor == nil ? "" : "AND number < ?"
        let arguments = StatementArguments([integration]) + StatementArguments([cursor?.number].compactMap { $0 })
        let sql = "SELECT * FROM deliveries WHERE integration = ? \(filter) ORDER BY number DESC LIMIT ?"
        let (found, next) = try await page(sql, arguments, limit: limit, DeliveryRecord.init)
        return DeliveryPage(deliveries: found, nextCursor: next)
    }

    /// One page, and where the next begins; the limit is the statement's last argument.
    private func page<Record: Sendable>(
        _ sql: String, _ arguments: StatementArguments, limit: Int,
        _ make: @escaping @Sendable (Row) throws -> Record
    ) async throws(StoreError) -> ([Record], next: PageCursor?) {
        try await read { database in
            let wanted = max(1, limit)
            let rows = try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments + [wanted + 1])
            let next = rows.count > wanted ? PageCursor(number: rows[wanted - 1]["number"]) : nil
            return (try rows.prefix(wanted).map(make), next)
        }
    }
}
