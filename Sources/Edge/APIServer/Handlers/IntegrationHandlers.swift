import APISpec
import Access
import Gateway
import Integrations
import JSON
import Orchestration

/// The operations under the tag `integrations`.
struct IntegrationHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "listIntegrations": list, "createIntegration": create, "getIntegration": get, "updateIntegration": update,
        "deleteIntegration": remove, "testIntegration": test, "listDeliveries": deliveries,
    ]

    let desk: IntegrationDesk

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        let owner = caller.role == .admin ? nil : caller.username
        let (limit, cursor) = (call.parameters.int("limit") ?? 20, try call.pageCursor())
        let page = try await mapped { () throws(IntegrationError) in
            try await desk.integrations(owner: owner, limit: limit, cursor: cursor)
        }
        return Answer(
            200,
            [
                "items": .array(page.integrations.map(json)),
                "next_cursor": page.nextCursor.json,
            ])
    }

    @Sendable private func create(_ call: Call) async throws -> Answer {
        let owner = try call.requireCaller().username
        let platform = call.body?["platform"]?.string ?? ""
        let change = IntegrationChange(call.body)
        let made = try await mapped { () throws(IntegrationError) in
            try await desk.create(platform: platform, owner: owner, change)
        }
        return Answer(201, json(made), headers: [("Location", "\(call.operation.path.text)/\(made.id)")])
    }

    @Sendable private func get(_ call: Call) async throws -> Answer { Answer(200, json(try await visible(call))) }

    @Sendable private func update(_ call: Call) async throws -> Answer {
        let found = try await visible(call)
        let change = IntegrationChange(call.body)
        let changed = try await mapped { () throws(IntegrationError) in try await desk.update(found.id, change) }
        return Answer(200, json(changed))
    }

    @Sendable private func remove(_ call: Call) async throws -> Answer {
        let found = try await visible(call)
        try await mapped { () throws(IntegrationError) in try await desk.remove(found.id) }
        return Answer(204)
    }

    @Sendable private func test(_ call: Call) async throws -> Answer {
        Answer(200, await desk.test(try await visible(call)).json)
    }

    @Sendable private func deliveries(_ call: Call) async throws -> Answer {
        let found = try await visible(call)
        let (limit, cursor) = (call.parameters.int("limit") ?? 20, try call.pageCursor())
        let page = try await mapped { () throws(IntegrationError) in
            try await desk.deliveries(of: found.id, limit: limit, cursor: cursor)
        }
        return Answer(
            200,
            [
                "items": .array(page.deliveries.map(\.json)),
                "next_cursor": page.nextCursor.json,
            ])
    }

    /// The integration named in the path, if the caller may see it: another person's answers as if absent.
    private func visible(_ call: Call) async throws -> IntegrationRecord {
        let caller = try call.requireCaller()
        let id = call.parameters.string("integration_id") ?? ""
        let found = try await mapped { () throws(IntegrationError) in try await desk.integration(id) }
        guard caller.maySee(found.owner) else { throw ErrorMapping.refusal(.unknown(id)) }
        return found
    }

    private func json(_ integration: IntegrationRecord) -> JSONValue {
        integration.json(
            status: desk.standing(of: integration).rawValue, detail: desk.explanation(of: integration))
    }

    private func mapped<Value: Sendable>(
        _ work: () async throws(IntegrationError) -> Value
    ) async throws(Refusal) -> Value {
        do { return try await work() } catch { throw ErrorMapping.refusal(error) }
    }
}
