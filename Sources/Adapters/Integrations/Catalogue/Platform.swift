import JSON
import JSONSchema
import Orchestration

/// One platform of integrations.yaml.
struct Platform: Sendable {
    var name: String
    var description: String
    var credentials: MemberSchema
    var settings: MemberSchema
    /// How events get there; nil where credentials are only kept.
    var delivery: DeliveryPlan?

    /// The settings that a delivery needs and `settings` lacks.
    func missing(in settings: JSONValue) -> [String] {
        (delivery?.needs ?? []).filter { settings[$0] == nil }
    }
}

/// The JSON Schema of an object whose members an integration gives.
struct MemberSchema: Sendable {
    var schema: CompiledSchema

    /// The members it declares, in order.
    var names: [String] { schema.node["properties"]?.members.compactMap { $0.key.string } ?? [] }

    /// `object` with the defaults where members are missing.
    func filled(_ object: JSONValue) -> JSONValue {
        schema.memberDefaults.sorted { $0.key < $1.key }.reduce(into: object) { object, member in
            if object[member.key] == nil { object[member.key] = JSONValue(member.value) }
        }
    }
}

/// How the events of a task are carried to a platform.
struct DeliveryPlan: Sendable {
    /// What an integration may choose from.
    var events: [EventKind]
    var defaultEvents: [EventKind]
    /// The settings without which nothing is sent.
    var needs: [String]
    var request: RequestTemplate
    /// The secret of a Standard Webhooks signature.
    var signature: TemplateText?
    /// Members that the JSON answer must have.
    var expects: JSONObject
    /// The member of the answer that says why a request was refused.
    var reason: String?
    /// The member of the answer that says where the posted thing is.
    var link: String?
    /// With these statuses trying again is of no use.
    var finalStatuses: [Int]
    /// With these statuses the integration is disabled until somebody enables it again.
    var pauseStatuses: [Int]
}
