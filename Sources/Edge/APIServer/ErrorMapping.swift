import Access
import Gateway
import HTTPTransport
import Integrations
import JSON
import Orchestration
import WebSocket

/// The one place where errors of the work become codes of the error catalogue.
enum ErrorMapping {
    /// Every code this file can name; the tests hold them against `spec/errors.yaml`.
    static let codes = [
        "AUTHENTICATION_REQUIRED", "TASK_NOT_FOUND", "AGENT_NOT_FOUND", "TASK_STATE_CONFLICT", "VALIDATION_ERROR",
        "SERVICE_UNAVAILABLE", "INVALID_CREDENTIALS", "INVALID_REFRESH_TOKEN", "RATE_LIMIT_EXCEEDED",
        "MALFORMED_REQUEST",
        "HEADERS_TOO_LARGE", "URI_TOO_LONG", "PAYLOAD_TOO_LARGE", "REQUEST_TIMEOUT", "UPGRADE_REQUIRED",
        "METHOD_NOT_ALLOWED", "IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_TASK_GONE", "INTEGRATION_NOT_FOUND",
        "INTEGRATION_LIMIT_REACHED",
    ]

    static let unavailable = Refusal(
        "SERVICE_UNAVAILABLE", ["retry_after": "1"], headers: [("Retry-After", "1")])
    static let callerRequired = Refusal("AUTHENTICATION_REQUIRED")

    /// What the orchestrator refused.
    static func refusal(_ error: OrchestrationError) -> Refusal {
        switch error {
        case .unknownTask(let id):
            return Refusal("TASK_NOT_FOUND", ["task_id": id])
        case .conflict(let id, let status, let wanted):
            return Refusal("TASK_STATE_CONFLICT", ["task_id": id, "status": status.rawValue, "wanted": wanted])
        case .noAgent(let taskType, let known):
            let message = "no enabled agent takes \"\(taskType)\"; agents.yaml serves: \(known.joined(separator: ", "))"
            return Refusal("VALIDATION_ERROR", faults: [bodyFault("/task_type", "enum", message)])
        case .invalidParameters(let problems):
            let faults = problems.map { bodyFault("/parameters\($0.pointer)", $0.keyword, $0.message) }
            return Refusal("VALIDATION_ERROR", faults: faults)
        case .keyReused(let key):
            return Refusal("IDEMPOTENCY_KEY_REUSED", ["key": key])
        case .keyedTaskGone(let id):
            return Refusal("IDEMPOTENCY_TASK_GONE", ["task_id": id])
        case .store:
            return unavailable
        }
    }

    /// What the integrations refused.
    static func refusal(_ error: IntegrationError) -> Refusal {
        switch error {
        case .unknown(let id): return Refusal("INTEGRATION_NOT_FOUND", ["integration_id": id])
        case .invalid(let faults):
            let found = faults.map { fault in
                Fault(
                    place: "body", pointer: fault.pointer, keyword: fault.keyword, message: fault.message,
                    spec: fault.place?.description)
            }
            return Refusal("VALIDATION_ERROR", faults: found)
        case .tooMany(let limit):
            return Refusal("INTEGRATION_LIMIT_REACHED", ["limit": String(limit)])
        case .store: return unavailable
        }
    }

    /// What the login refused; one answer for every cause that could tell whether the account exists.
    static func refusal(_ error: LoginError) -> Refusal {
        switch error {
        case .invalidCredentials: Refusal("INVALID_CREDENTIALS")
        case .tooManyAttempts(let seconds):
            Refusal(
                "RATE_LIMIT_EXCEEDED", ["retry_after": String(seconds)], headers: [("Retry-After", String(seconds))])
        case .unavailable: unavailable
        }
    }

    /// Why a refresh token brought no tokens, or a logout failed.
    static func refusal(_ error: SessionError) -> Refusal {
        switch error {
        case .invalid: Refusal("INVALID_REFRESH_TOKEN")
        case .unavailable: unavailable
        }
    }

    /// What the connection refused before there was a request, with the limit it broke.
    static func refusal(_ fault: TransportFault, _ limits: TransportLimits) -> Refusal {
        switch fault {
        case .malformed(let reason): Refusal("MALFORMED_REQUEST", ["reason": reason])
        case .headTooLarge: Refusal("HEADERS_TOO_LARGE", ["limit": "\(limits.headBytes) bytes"])
        case .tooManyHeaders: Refusal("HEADERS_TOO_LARGE", ["limit": "\(limits.headerCount) fields"])
        case .uriTooLong: Refusal("URI_TOO_LONG", ["limit": String(limits.uriBytes)])
        case .bodyTooLarge: Refusal("PAYLOAD_TOO_LARGE", ["limit": String(limits.bodyBytes)])
        case .headTimeout: Refusal("REQUEST_TIMEOUT", ["seconds": String(limits.headSeconds)])
        case .bodyTimeout: Refusal("REQUEST_TIMEOUT", ["seconds": String(limits.bodySeconds)])
        case .tooManyConnections: unavailable
        }
    }

    /// Why a request on the WebSocket path cannot become a connection.
    static func refusal(_ error: HandshakeError, method: String) -> Refusal {
        let headers = error.headers.map { ($0.name, $0.value) }
        return switch error {
        case .method: Refusal("METHOD_NOT_ALLOWED", ["method": method, "allowed": "GET"], headers: headers)
        case .upgrade, .version: Refusal("UPGRADE_REQUIRED", ["reason": error.description], headers: headers)
        case .key, .subprotocol, .answer: Refusal("MALFORMED_REQUEST", ["reason": error.description], headers: headers)
        }
    }

    /// More commands a second than `websocket.commands_per_second` of limits.yaml.
    static func tooManyCommands(retryAfter seconds: Int) -> Refusal {
        Refusal("RATE_LIMIT_EXCEEDED", ["retry_after": String(seconds)])
    }

    /// The agent named in a path is not in agents.yaml.
    static func unknownAgent(_ id: String, known: [String]) -> Refusal {
        Refusal("AGENT_NOT_FOUND", ["agent_id": id, "known": known.joined(separator: ", ")])
    }

    /// A command that asyncapi.yaml declares and this server has no verb for.
    static func unknownCommand(_ name: String) -> Refusal {
        Refusal("VALIDATION_ERROR", faults: [bodyFault("/command", "enum", "this server has no command \"\(name)\"")])
    }

    /// The connection has subscribed to as many tasks as limits.yaml allows.
    static func tooManySubscriptions(_ limit: Int) -> Refusal {
        let message = "at most \(limit) tasks a connection; unsubscribe from one first"
        return Refusal("VALIDATION_ERROR", faults: [bodyFault("/task_id", "maxItems", message)])
    }

    /// A cursor that no page gave, where the specification lets it through.
    static let unknownCursor = Refusal(
        "VALIDATION_ERROR",
        faults: [
            Fault(
                place: "query", pointer: "/cursor", keyword: "format",
                message: "no page gave this cursor; begin without one, or with the next_cursor of the page before",
                spec: nil)
        ])

    private static func bodyFault(_ pointer: String, _ keyword: String, _ message: String) -> Fault {
        Fault(place: "body", pointer: pointer, keyword: keyword, message: message, spec: nil)
    }
}
