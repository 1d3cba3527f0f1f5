import APISpec
import Access
import Foundation
import Gateway
import TestSupport
import Testing

@testable import APIServer

/// What the handlers can refuse with is what the specification says they may.
@Suite struct RefusalTests {
    @Test func theRolesOfTheContractAreThoseOfTheAccounts() throws {
        let listed = try PromiseTests.contract().operations.flatMap { operation -> [String] in
            if case .bearer(let roles) = operation.security { roles } else { [] }
        }
        #expect(Set(listed) == Set(Role.allCases.map(\.rawValue)))
    }

    @Test(arguments: [
        (
            "createTask",
            ["VALIDATION_ERROR", "IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_TASK_GONE", "SERVICE_UNAVAILABLE"]
        ),
        ("listTaskEvents", ["TASK_NOT_FOUND", "SERVICE_UNAVAILABLE"]),
        ("getOrchestratorStatus", ["SERVICE_UNAVAILABLE"]),
        ("getMetrics", ["SERVICE_UNAVAILABLE"]),
        ("listTasks", ["SERVICE_UNAVAILABLE"]),
        ("getTask", ["TASK_NOT_FOUND", "SERVICE_UNAVAILABLE"]),
        ("executeTask", ["TASK_NOT_FOUND", "TASK_STATE_CONFLICT", "VALIDATION_ERROR", "SERVICE_UNAVAILABLE"]),
        ("cancelTask", ["TASK_NOT_FOUND", "TASK_STATE_CONFLICT", "SERVICE_UNAVAILABLE"]),
        ("login", ["INVALID_CREDENTIALS", "RATE_LIMIT_EXCEEDED", "SERVICE_UNAVAILABLE"]),
        ("getAgent", ["AGENT_NOT_FOUND"]),
        ("refresh", ["INVALID_REFRESH_TOKEN", "SERVICE_UNAVAILABLE"]),
        ("logout", ["SERVICE_UNAVAILABLE"]),
        ("predictTask", ["VALIDATION_ERROR", "SERVICE_UNAVAILABLE"]),
    ])
    func everyRefusalOfAHandlerIsDeclared(operation id: String, codes: [String]) throws {
        let operation = try #require(try PromiseTests.contract().operations.first { $0.id == id })
        #expect(Set(codes).subtracting(operation.errorCodes).isEmpty)
    }
}
