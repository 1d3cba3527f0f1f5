import APISpec
import JSON
import JSONSchema
import Testing

/// The schemas of spec/ take what the API document shows, and refuse what it does not.
@Suite struct ShippedSchemaTests {
    private func violations(_ schema: CompiledSchema?, _ text: String) throws -> [String] {
        let schema = try #require(schema)
        let document = try Document.json(Array(text.utf8))
        return schema.violations(of: document.root, direction: .request).map { "\($0.instance) \($0.keyword)" }
    }

    @Test(arguments: [
        """
        {"title": "Security Scan", "description": "Scan example.com for vulnerabilities",
         "task_type": "security_scan", "target": "example.com", "priority": 5, "parameters": {}}
        """,
        #"{"title": "Security Scan", "task_type": "security_scan", "target": "example.com"}"#,
    ])
    func takesTheTasksOfTheDocument(body: String) throws {
        let create = try #require(try ShippedSpec.contract().operation("createTask"))
        #expect(try violations(create.body?.content.first?.schema, body) == [])
        #expect(create.body?.required == true)
        #expect(create.body?.content.map(\.name) == ["application/json"])
    }

    @Test(arguments: [
        (#"{"task_type": "a", "target": "b"}"#, " required"),
        (#"{"title": "", "task_type": "a", "target": "b"}"#, "/title minLength"),
        (#"{"title": "t", "task_type": "A b", "target": "b"}"#, "/task_type pattern"),
        (#"{"title": "t", "task_type": "a", "target": "b", "priority": 11}"#, "/priority maximum"),
        (#"{"title": "t", "task_type": "a", "target": "b", "priority": 0}"#, "/priority minimum"),
        (#"{"title": "t", "task_type": "a", "target": "b", "parameters": []}"#, "/parameters type"),
        (#"{"title": "t", "task_type": "a", "target": "b", "status": "done"}"#, "/status additionalProperties"),
    ])
    func refusesOtherTasks(body: String, violation: String) throws {
        let create = try #require(try ShippedSpec.contract().operation("createTask"))
        #expect(try violations(create.body?.content.first?.schema, body) == [violation])
    }

    @Test(arguments: [
        ("subscribe_task", #"{"command": "subscribe_task", "task_id": "task_123"}"#),
        ("unsubscribe_task", #"{"command": "unsubscribe_task", "task_id": "task_123"}"#),
        ("ping", #"{"command": "ping"}"#),
    ])
    func takesTheCommandsOfTheDocument(name: String, command: String) throws {
        let events = try #require(try ShippedSpec.contract().events)
        #expect(try violations(events.commands[name]?.payload, command) == [])
        let misnamed = command.replacing("\"\(name)\"", with: "\"other\"")
        #expect(try violations(events.commands[name]?.payload, misnamed) == ["/command const"])
    }

    @Test func describesTheErrorBody() throws {
        let schema = try ShippedSpec.contract().errors.bodySchema
        let body = """
            {"detail": "d", "status_code": 400, "error_code": "VALIDATION_ERROR", "request_id": "r",
             "errors": [{"in": "body", "pointer": "/priority", "keyword": "maximum",
                         "message": "must be at most 10, was 11", "spec": "spec/openapi.yaml:212:17"}],
             "patch": [{"op": "replace", "path": "/priority", "value": 10}]}
            """
        #expect(try violations(schema, body) == [])
        #expect(try violations(schema, #"{"detail": "d", "status_code": 400, "error_code": "X"}"#) == [" required"])
    }
}
