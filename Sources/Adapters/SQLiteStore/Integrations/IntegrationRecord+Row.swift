import Foundation
import GRDB
import JSON
import Orchestration

extension IntegrationRecord {
    /// The integration that a row of `integrations` holds.
    ///
    /// - Throws: `unavailable` for a row that this program cannot have written.
    init(_ row: Row) throws {
        let id: String = row["id"]
        guard let document = try? JSONValue.parse(row["document"]), let settings = document["settings"],
            let name = document["name"]?.stringValue
        else { throw StoreError.unavailable("integration \(id) is damaged") }
        let events = (document["events"]?.arrayValue ?? []).compactMap(\.stringValue)
        let sealed: Data = row["sealed"]
        self.init(
            id: id, owner: row["owner"], platform: row["platform"], name: name, enabled: row["enabled"],
            settings: settings, events: events.compactMap(EventKind.init(rawValue:)),
            credentialNames: (document["credentials"]?.arrayValue ?? []).compactMap(\.stringValue),
            sealed: Array(sealed), pauseReason: document["pause_reason"]?.stringValue, position: row["position"],
            createdAt: Timestamp(milliseconds: row["created_at"]),
            updatedAt: Timestamp(milliseconds: row["updated_at"]))
    }

    /// As the column `document` holds it.
    var document: JSONValue {
        [
            "name": .string(name), "settings": settings,
            "events": .array(events.map { .string($0.rawValue) }),
            "credentials": .array(credentialNames.map(JSONValue.string)),
            "pause_reason": pauseReason.map(JSONValue.string) ?? .null,
        ]
    }
}
