import APISpec
import JSON
import Testing

/// spec/ says what the API document promises.
@Suite struct ShippedSpecTests {
    @Test func loadsWithoutDiagnostics() throws {
        #expect(ShippedSpec.files.diagnostics.map(\.text) == [])
        let contract = try ShippedSpec.contract()
        #expect(contract.title == "AMAS")
        #expect(contract.version == "1.0.0")
    }

    @Test func hasEachOperation() throws {
        let lines = try ShippedSpec.contract().operations.map { operation in
            let caller =
                switch operation.security {
                case .open: "anybody"
                case .bearer(let roles): roles.joined(separator: " ")
                case .schemes(let alternatives): "\(alternatives)"
                }
            let time = operation.slo.map { "\($0.p95Milliseconds) ms" } ?? "-"
            return [
                operation.id, operation.method, operation.path.text, caller, operation.rateLimit?.name ?? "-", time,
            ].joined(separator: " | ")
        }
        #expect(
            lines == [
                "login | POST | /api/v1/auth/login | anybody | auth | 500 ms",
                "refresh | POST | /api/v1/auth/refresh | anybody | auth | 200 ms",
                "logout | POST | /api/v1/auth/logout |  | auth | 200 ms",
                "getMe | GET | /api/v1/auth/me |  | auth | 100 ms",
                "createTask | POST | /api/v1/tasks | operator admin | api | 200 ms",
                "listTasks | GET | /api/v1/tasks | viewer operator admin | api | 200 ms",
                "getTask | GET | /api/v1/tasks/{task_id} | viewer operator admin | api | 100 ms",
                "executeTask | POST | /api/v1/tasks/{task_id}/execute | operator admin | api | 200 ms",
                "cancelTask | POST | /api/v1/tasks/{task_id}/cancel | operator admin | api | 200 ms",
                "listTaskEvents | GET | /api/v1/tasks/{task_id}/events | viewer operator admin | api | 200 ms",
                "listAgents | GET | /api/v1/agents | viewer operator admin | api | 100 ms",
                "getAgent | GET | /api/v1/agents/{agent_id} | viewer operator admin | api | 100 ms",
                "predictTask | POST | /api/v1/predictions/predict/task | viewer operator admin | api | 100 ms",
                "listPredictionModels | GET | /api/v1/predictions/models | viewer operator admin | api | 100 ms",
                "listIntegrations | GET | /api/v1/integrations | viewer operator admin | api | 200 ms",
                "createIntegration | POST | /api/v1/integrations | operator admin | api | 200 ms",
                "getIntegration | GET | /api/v1/integrations/{integration_id} | viewer operator admin | api | 100 ms",
                "updateIntegration | PATCH | /api/v1/integrations/{integration_id} | operator admin | api | 200 ms",
                "deleteIntegration | DELETE | /api/v1/integrations/{integration_id} | operator admin | api | 200 ms",
                "testIntegration | POST | /api/v1/integrations/{integration_id}/test | operator admin | integration_test | 20000 ms",
                "listDeliveries | GET | /api/v1/integrations/{integration_id}/deliveries | viewer operator admin | api | 200 ms",
                "getHealth | GET | /api/v1/system/health | anybody | health | 50 ms",
                "getOrchestratorStatus | GET | /api/v1/system/orchestrator/status | viewer operator admin | api | 150 ms",
                "getMetrics | GET | /api/v1/system/metrics | viewer operator admin | api | 150 ms",
                "getOpenAPI | GET | /api/v1/openapi.json | anybody | health | 150 ms",
                "getAsyncAPI | GET | /api/v1/asyncapi.json | anybody | health | 150 ms",
            ])
    }

    @Test func answersWithTheRightSuccess() throws {
        let statuses = try ShippedSpec.contract().operations.map { operation in
            "\(operation.id) \(operation.responses.map { $0.status.map(String.init) ?? "default" })"
        }
        #expect(
            statuses == [
                #"login ["200", "default"]"#,
                #"refresh ["200", "default"]"#,
                #"logout ["204", "default"]"#,
                #"getMe ["200", "default"]"#,
                #"createTask ["201", "default"]"#,
                #"listTasks ["200", "default"]"#,
                #"getTask ["200", "default"]"#,
                #"executeTask ["202", "default"]"#,
                #"cancelTask ["202", "default"]"#,
                #"listTaskEvents ["200", "204", "default"]"#,
                #"listAgents ["200", "default"]"#,
                #"getAgent ["200", "default"]"#,
                #"predictTask ["200", "default"]"#,
                #"listPredictionModels ["200", "default"]"#,
                #"listIntegrations ["200", "default"]"#,
                #"createIntegration ["201", "default"]"#,
                #"getIntegration ["200", "default"]"#,
                #"updateIntegration ["200", "default"]"#,
                #"deleteIntegration ["204", "default"]"#,
                #"testIntegration ["200", "default"]"#,
                #"listDeliveries ["200", "default"]"#,
                #"getHealth ["200", "default"]"#,
                #"getOrchestratorStatus ["200", "default"]"#,
                #"getMetrics ["200", "default"]"#,
                #"getOpenAPI ["200", "304", "default"]"#,
                #"getAsyncAPI ["200", "304", "default"]"#,
            ])
    }

    @Test func limitsRatesAsPromised() throws {
        let limits = try ShippedSpec.contract().limits
        #expect(
            limits.rateLimits["api"]
                == RateLimitPolicy(
                    name: "api", quota: 100, windowSeconds: 1, partition: .user))
        #expect(
            limits.rateLimits["auth"]
                == RateLimitPolicy(name: "auth", quota: 5, windowSeconds: 1, partition: .ip))
        #expect(limits.rateLimits.keys.sorted() == ["api", "auth", "health", "integration_test"])
    }

    @Test func keepsTheSixErrorCodes() throws {
        let errors = try ShippedSpec.contract().errors
        let six = [
            "VALIDATION_ERROR", "AUTHENTICATION_REQUIRED", "PERMISSION_DENIED", "TASK_NOT_FOUND", "AGENT_NOT_FOUND",
            "RATE_LIMIT_EXCEEDED",
        ]
        #expect(six.map { errors[$0]?.status } == [400, 401, 403, 404, 404, 429])
        #expect(Array(errors.entries.map(\.code).prefix(6)) == six)
    }

    @Test func hasEveryEventAndCommand() throws {
        let events = try #require(try ShippedSpec.contract().events)
        #expect(events.path == "/ws")
        #expect(
            events.events.keys.sorted() == [
                "ack", "agent_completed", "agent_started", "connected", "error", "heartbeat", "task_completed",
                "task_created", "task_execution_started", "task_failed", "task_progress",
            ])
        #expect(events.commands.keys.sorted() == ["ping", "subscribe_task", "unsubscribe_task"])
    }
}
