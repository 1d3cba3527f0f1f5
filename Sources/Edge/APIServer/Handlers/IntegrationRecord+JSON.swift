import Integrations
import JSON
import Orchestration

extension IntegrationRecord {
    /// The integration as `components/schemas/Integration` of the specification describes it: no credential in it.
    func json(status: String, detail: String?) -> JSONValue {
        [
            "id": .string(id), "platform": .string(platform), "name": .string(name), "owner": .string(owner),
            "enabled": .bool(enabled), "status": .string(status),
            "status_detail": detail.map(JSONValue.string) ?? .null,
            "credentials_set": .array(credentialNames.map(JSONValue.string)), "settings": settings,
            "events": .array(events.map { .string($0.rawValue) }), "created_at": createdAt.json,
            "updated_at": updatedAt.json,
        ]
    }
}

extension DeliveryRecord {
    /// The delivery as `components/schemas/Delivery` describes it.
    var json: JSONValue {
        [
            "id": .string(id), "event": .string(event.rawValue), "seq": .integer(Int(sequence)),
            "task_id": .string(taskID), "status": .string(status.rawValue), "attempts": .integer(attempts),
            "status_code": statusCode.map(JSONValue.integer) ?? .null,
            "reason": reason.map(JSONValue.string) ?? .null, "link": link.map(JSONValue.string) ?? .null,
            "created_at": createdAt.json, "updated_at": updatedAt.json,
            "next_attempt_at": nextAttemptAt?.json ?? .null,
        ]
    }
}

extension TestReport {
    /// The report as `components/schemas/IntegrationTest` describes it.
    var json: JSONValue {
        [
            "delivered": .bool(isDelivered), "status_code": statusCode.map(JSONValue.integer) ?? .null,
            "reason": reason.map(JSONValue.string) ?? .null, "link": link.map(JSONValue.string) ?? .null,
            "duration_ms": .integer(Int(milliseconds)),
        ]
    }
}

extension IntegrationChange {
    /// What a request's body gives.
    init(_ body: Node?) {
        self.init(
            name: body?["name"]?.string, credentials: body?["credentials"].map { JSONValue($0) },
            settings: body?["settings"].map { JSONValue($0) },
            events: body?["events"]?.elements.compactMap(\.string), enabled: body?["enabled"]?.bool)
    }
}
