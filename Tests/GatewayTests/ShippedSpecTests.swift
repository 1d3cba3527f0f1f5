import APISpec
import Access
import Foundation
import JSON
import TestSupport
import Testing

@testable import Gateway

/// The specification that ships: the gateway follows a copy of it wherever it is edited.
@Suite struct ShippedSpecTests {
    typealias Edit = (file: String, from: String, to: String)

    static let newTask = #"{"title":"Scan","task_type":"security_scan","target":"127.0.0.1","priority":10}"#

    static let task: JSONValue = [
        "id": "task_20250121_120000_abc12345", "title": "Scan", "status": "pending", "task_type": "security_scan",
        "target": "127.0.0.1", "priority": 5, "parameters": [:], "owner": "ann", "prediction": nil,
        "assigned_agents": ["security_expert"], "progress": 0, "attempt": 0, "result": nil, "error": nil,
        "created_at": "2025-01-21T12:00:00.000Z", "updated_at": "2025-01-21T12:00:00.000Z", "started_at": nil,
        "finished_at": nil,
    ]

    /// A gateway over a copy of the files, whose handlers all answer with a task.
    func rig(_ edits: Edit...) async throws -> Rig {
        var files: [String: [UInt8]] = [:]
        for name in ["openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml"] {
            var text = try String(contentsOfFile: "\(Suites.packageRoot)/spec/\(name)", encoding: .utf8)
            for edit in edits where edit.file == name {
                let place = try #require(text.range(of: edit.from), "\(name) has no \(edit.from)")
                text.replaceSubrange(place, with: edit.to)
            }
            files["spec/\(name)"] = Array(text.utf8)
        }
        let spec = SpecFiles(root: "spec", files: files)
        let operations = try Contract.load(spec).contract.operations
        let handlers = operations.map { operation -> (String, Handler) in
            let status = operation.responses.compactMap(\.status).first ?? 200
            return (
                operation.id,
                { _ in .answer(Answer(status, Self.task, headers: [("Location", "/api/v1/tasks/task_1")])) }
            )
        }
        return try await Rig(spec, only: Dictionary(uniqueKeysWithValues: handlers))
    }

    @Test func servesWhatTheDocumentationShows() async throws {
        let rig = try await rig()
        let body = """
            {"title": "Security Scan", "description": "Scan example.com for vulnerabilities",
             "task_type": "security_scan", "target": "example.com", "priority": 5, "parameters": {}}
            """
        let reply = try await rig.post("/api/v1/tasks", body)
        #expect(reply.status == 201)
        #expect(reply.headers["RateLimit-Policy"] == "\"api\";q=100;w=1")
        #expect(reply.json?["prediction"]?.isNull == true)
    }

    @Test func answersHealthToEverybodyAndTasksToNobodyUnknown() async throws {
        let rig = try await rig()
        #expect(await rig.send("GET", "/api/v1/tasks").code == "AUTHENTICATION_REQUIRED")
        #expect(await rig.send("GET", "/api/v1/system/health").code == "INTERNAL_ERROR")  // a task is no health
        #expect(try await rig.send(as: .viewer, "GET", "/api/v1/tasks/task_20250121_120000_abc12345").status == 200)
    }

    @Test func keepsTheSixCodesOfTheDocumentation() async throws {
        let rig = try await rig()
        let statuses = [
            "VALIDATION_ERROR": 400, "AUTHENTICATION_REQUIRED": 401, "PERMISSION_DENIED": 403, "TASK_NOT_FOUND": 404,
            "AGENT_NOT_FOUND": 404, "RATE_LIMIT_EXCEEDED": 429,
        ]
        for (code, status) in statuses {
            let reply = rig.gateway.refuse(Refusal(code), requestID: "r")
            #expect(reply.status == status)
            #expect(reply.code == code)
            #expect(reply.json?["status_code"] == .integer(status))
            #expect(reply.detail?.isEmpty == false)
        }
    }

    @Test func followsAMaximum() async throws {
        #expect(try await rig().post("/api/v1/tasks", Self.newTask).status == 201)
        let edited = try await rig(
            (
                "openapi.yaml", "10 the most.\n          type: integer\n          minimum: 1\n          maximum: 10",
                "10 the most.\n          type: integer\n          minimum: 1\n          maximum: 9"
            ))
        let reply = try await edited.post("/api/v1/tasks", Self.newTask)
        #expect(reply.faults == ["body /priority maximum: must be at most 9, was 10"])
    }

    @Test func followsARateLimit() async throws {
        let edited = try await rig(("limits.yaml", "q: 100\n    w: 1", "q: 1\n    w: 5"))
        #expect(try await edited.post("/api/v1/tasks", Self.newTask).status == 201)
        let reply = try await edited.post("/api/v1/tasks", Self.newTask)
        #expect(reply.status == 429)
        #expect(reply.headers["Retry-After"] == "5")
    }

    @Test func followsAnErrorStatus() async throws {
        let edited = try await rig(
            ("errors.yaml", "AUTHENTICATION_REQUIRED:\n  status: 401", "AUTHENTICATION_REQUIRED:\n  status: 407"))
        let reply = await edited.send("GET", "/api/v1/tasks")
        #expect(reply.status == 407)
        #expect(reply.json?["status_code"] == 407)
    }

    @Test func followsAPath() async throws {
        let edited = try await rig(("openapi.yaml", "\n  /tasks:\n", "\n  /jobs:\n"))
        #expect(try await edited.post("/api/v1/jobs", Self.newTask).status == 201)
        #expect(try await edited.post("/api/v1/tasks", Self.newTask).status == 404)
    }

    @Test func followsARole() async throws {
        #expect(
            try await rig().send(
                as: .viewer, "POST", "/api/v1/tasks", headers: [("Content-Type", "application/json")],
                body: Self.newTask
            ).status == 403)
        let edited = try await rig(
            ("openapi.yaml", "- bearer: [operator, admin]", "- bearer: [viewer, operator, admin]"))
        #expect(
            try await edited.send(
                as: .viewer, "POST", "/api/v1/tasks", headers: [("Content-Type", "application/json")],
                body: Self.newTask
            ).status == 201)
    }

    @Test func listsTasksWithinItsLimits() async throws {
        let rig = try await rig()
        let reply = try await rig.send(as: .viewer, "GET", "/api/v1/tasks?limit=101&status=done&sort=up")
        #expect(reply.status == 400)
        #expect(reply.faults.count == 3)
        #expect(reply.faults[0] == "query /limit maximum: must be at most 100, was 101")
        #expect(reply.faults[1].hasPrefix("query /status enum: must be "))
        #expect(
            reply.faults[2]
                == "query /sort parameters: unknown parameter \"sort\"; known: assigned_agent, created_before, "
                + "created_from, cursor, limit, order, owner, status, target, task_type")
    }
}
