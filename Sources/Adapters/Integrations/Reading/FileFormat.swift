import JSON
import Orchestration

/// The shape of integrations.yaml as a JSON Schema; what a shape cannot say is checked after it.
enum FileFormat {
    static let schema: JSONValue = [
        "type": "object", "additionalProperties": false,
        "required": ["version", "network", "delivery", "limits", "platforms"],
        "properties": [
            "version": ["const": "1"],
            "network": closed(["allow": texts, "deny": texts], required: []),
            "delivery": delivery,
            "limits": closed([
                "integrations_per_owner": whole(1, 1000), "deliveries_kept": whole(1, 100_000),
            ]),
            "platforms": [
                "type": "object", "minProperties": 1, "propertyNames": ["pattern": "^[a-z][a-z0-9_]{0,63}$"],
                "additionalProperties": platform,
            ],
        ],
        "patternProperties": ["^x-": true],
    ]

    private static let delivery = closed([
        "timeout_seconds": seconds, "attempts": whole(1, 100), "first_wait_seconds": seconds,
        "longest_wait_seconds": seconds,
    ])

    private static let platform = closed(
        [
            "description": text, "credentials": object, "settings": object, "delivery": plan,
        ], required: ["description", "credentials"])

    private static let plan = closed(
        [
            "events": events, "default_events": events, "needs": texts, "request": request,
            "signature": closed(["scheme": ["enum": ["standard-webhooks"]], "secret": text]),
            "expects": object, "reason": text, "link": text, "final_statuses": statuses, "pause_statuses": statuses,
        ], required: ["events", "default_events", "request", "final_statuses"])

    private static let request = closed(
        [
            "method": ["enum": ["POST", "PUT", "PATCH", "GET"]], "url": text,
            "headers": ["type": "object", "additionalProperties": text],
            "auth": closed(["basic": closed(["username": text, "password": text])]), "body": true,
        ], required: ["method", "url"])

    private static let text: JSONValue = ["type": "string", "minLength": 1]
    private static let texts: JSONValue = ["type": "array", "items": text]
    private static let object: JSONValue = ["type": "object"]
    private static let seconds: JSONValue = ["type": "number", "minimum": 0.01, "maximum": 86_400]
    private static let statuses: JSONValue = ["type": "array", "items": whole(100, 599)]
    private static let events: JSONValue = [
        "type": "array", "minItems": 1, "uniqueItems": true,
        "items": ["enum": .array(EventKind.allCases.map { .string($0.rawValue) })],
    ]

    private static func whole(_ least: Int, _ most: Int) -> JSONValue {
        ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
    }

    /// An object of these members and no others, all of them required unless said otherwise.
    private static func closed(_ members: JSONObject, required: [String]? = nil) -> JSONValue {
        [
            "type": "object", "additionalProperties": false,
            "required": .array((required ?? members.keys).map(JSONValue.string)), "properties": .object(members),
            "patternProperties": ["^x-": true],
        ]
    }
}
