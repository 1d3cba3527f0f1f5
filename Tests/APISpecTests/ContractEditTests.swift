import APISpec
import JSON
import JSONSchema
import Testing

/// What is edited in a file is what the contract says: nothing is written a second time in code.
@Suite struct ContractEditTests {
    private func contract(
        _ text: String, _ replacement: String, in file: String, of files: SpecFiles = ShippedSpec.files
    ) throws -> Contract {
        try Contract.load(files.replacing(text, with: replacement, in: file)).contract
    }

    @Test func aMaximumIsThatOfTheFile() throws {
        let edited = try contract(
            "count: {type: integer, maximum: 10}", "count: {type: integer, maximum: 11}",
            in: "spec/openapi.yaml", of: Fixture.files())
        let body = try Document.json(Array(#"{"name": "nail", "count": 11}"#.utf8)).root
        let schema = { (contract: Contract) in contract.operation("createThing")?.body?.content.first?.schema }
        #expect(schema(edited)?.accepts(body) == true)
        let original = try Contract.load(Fixture.files()).contract
        #expect(schema(original)?.violations(of: body).map(\.message) == ["must be at most 10, was 11"])
    }

    @Test func aRateLimitIsThatOfTheFile() throws {
        let edited = try contract("q: 5\n", "q: 7\n    burst: 20\n", in: "spec/limits.yaml")
        let expected = RateLimitPolicy(
            name: "auth", quota: 7, windowSeconds: 1, burst: 20, partition: .ip)
        #expect(edited.limits.rateLimits["auth"] == expected)
        #expect(edited.operation("login")?.rateLimit == expected)
    }

    @Test func aSizeIsThatOfTheFile() throws {
        let edited = try contract("body_bytes: 1048576", "body_bytes: 2048", in: "spec/limits.yaml")
        #expect(edited.limits.request.bodyBytes == 2048)
        #expect(try ShippedSpec.contract().limits.request.bodyBytes == 1_048_576)
    }

    @Test func everyLimitIsThatOfTheFile() throws {
        var files = Fixture.files()
        let text = Fixture.limits.split(separator: "\n").map { line in
            // Each number becomes one more, and nothing else does.
            guard let colon = line.firstIndex(of: ":"), let value = Int(line[colon...].dropFirst(2)) else {
                return line
            }
            return line[...colon] + " \(value + 1)"
        }.joined(separator: "\n")
        files.files["spec/limits.yaml"] = Array(text.utf8)
        let limits = try Contract.load(files).contract.limits
        #expect(
            [
                limits.request.headBytes, limits.request.uriBytes, limits.request.headerCount,
                limits.request.bodyBytes, limits.request.jsonDepth, limits.request.jsonNodes,
                limits.request.idempotencySeconds,
            ] == [32_769, 8_193, 101, 1_048_577, 65, 100_001, 86_401])
        #expect(
            [
                limits.connection.headSeconds, limits.connection.bodySeconds, limits.connection.idleSeconds,
                limits.connection.writeSeconds, limits.connection.requestsPerConnection,
                limits.connection.connections, limits.connection.connectionsPerAddress,
            ] == [11, 31, 61, 31, 1_001, 10_001, 257])
        #expect(
            [
                limits.websocket.messageBytes, limits.websocket.queueBytes, limits.websocket.heartbeatSeconds,
                limits.websocket.subscriptions, limits.websocket.commandsPerSecond,
            ] == [65_537, 1_048_577, 21, 101, 21])
    }

    @Test func aStatusIsThatOfTheFile() throws {
        let edited = try contract(
            "VALIDATION_ERROR:\n  status: 400", "VALIDATION_ERROR:\n  status: 422", in: "spec/errors.yaml")
        #expect(edited.errors["VALIDATION_ERROR"]?.status == 422)
    }

    @Test func aPathIsThatOfTheFile() throws {
        let edited = try contract("/system/health:", "/system/wellbeing:", in: "spec/openapi.yaml")
        #expect(edited.operation("getHealth")?.path.text == "/api/v1/system/wellbeing")
        let moved = try contract("url: /api/v1\n", "url: https://api.example.com/v2/\n", in: "spec/openapi.yaml")
        #expect(moved.operation("getHealth")?.path.text == "/v2/system/health")
    }

    @Test func rolesAreThoseOfTheFile() throws {
        let edited = try contract(
            "- bearer: [operator, admin]", "- bearer: [viewer]", in: "spec/openapi.yaml",
            of: Fixture.files())
        #expect(edited.operation("createThing")?.security == .bearer(roles: ["viewer"]))
    }

    @Test func promisesAndDeadlinesAreThoseOfTheFile() throws {
        let edited = try contract(
            "x-slo: {p95_ms: 200}\n      x-deadline-ms: 5000", "x-deadline-ms: 250",
            in: "spec/openapi.yaml", of: Fixture.files())
        #expect(edited.operation("createThing")?.slo == nil)
        #expect(edited.operation("createThing")?.deadlineMilliseconds == 250)
    }
}
