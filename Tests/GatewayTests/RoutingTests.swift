import JSON
import Testing

@testable import APISpec
@testable import Gateway

/// Paths of any document: mixed segments, precedence, same shapes, queries, methods.
@Suite struct RoutingTests {
    static let rig = Result { try EchoRig(paths: paths) }

    private static let paths = """
          /files/{name}: {get: {operationId: file, parameters: [&name {name: name, in: path, required: true,
            schema: {type: string}}], responses: &any {'200': {description: It., content: {application/json: {}}}}}}
          /files/{name}.json: {get: {operationId: json, parameters: [*name], responses: *any}}
          /files/{name}.tar.json: {get: {operationId: tar, parameters: [*name], responses: *any}}
          /files/index.json: {get: {operationId: index, responses: *any}}
          /files/{name}/raw: {get: {operationId: raw, parameters: [*name], responses: *any}}
          /files/x:{verb}: {post: {operationId: verb, parameters: [{name: verb, in: path, required: true,
            schema: {type: string}}], responses: *any}}
          /diff/{from}..{to}: {get: {operationId: diff, parameters: [{name: from, in: path, required: true,
            schema: {type: string}}, {name: to, in: path, required: true, schema: {type: string}}], responses: *any}}
          /v1/: {get: {operationId: slash, responses: *any}}
          /v1: {get: {operationId: bare, responses: *any}, head: {operationId: head, responses: {'200': {description: H.}}},
            options: {operationId: options, responses: *any}, trace: {operationId: trace, responses: *any}}
        """

    static let found: [(String, String, JSONValue)] = [
        ("/files/a", "file", ["name": "a"]), ("/files/a.json", "json", ["name": "a"]),
        ("/files/a%2Ejson", "json", ["name": "a"]), ("/files/a.json.json", "json", ["name": "a.json"]),
        ("/files/a.tar.json", "tar", ["name": "a"]), ("/files/.json", "file", ["name": ".json"]),
        ("/files/a.jsonZZ", "file", ["name": "a.jsonZZ"]), ("/files/index.json", "index", [:]),
        ("/files/a%2Fb.json", "json", ["name": "a/b"]), ("/files/index.json/raw", "raw", ["name": "index.json"]),
        ("/diff/v1..v2", "diff", ["from": "v1", "to": "v2"]), ("/diff/a..b..c", "diff", ["from": "a", "to": "b..c"]),
        ("/v1/", "slash", [:]), ("/v1", "bare", [:]),
    ]

    @Test(arguments: found)
    func finds(path: String, operation: String, parameters: JSONValue) async throws {
        var wanted = parameters
        wanted["operation"] = .string(operation)
        #expect(await (try Self.rig.get()).send("GET", path).json == wanted)
    }

    @Test(arguments: ["/diff/..b", "/diff/a..", "/diff/a.b", "/v1//", "/files/"])
    func findsNothing(path: String) async throws {
        #expect(await (try Self.rig.get()).send("GET", path).status == 404)
    }

    @Test func servesEveryMethodThatIsDeclared() async throws {
        let rig = try Self.rig.get()
        #expect(await rig.send("POST", "/files/x:run").json == ["operation": "verb", "verb": "run"])
        #expect(await rig.send("TRACE", "/v1").json?["operation"] == "trace")
        #expect(await rig.send("OPTIONS", "/v1").json?["operation"] == "options")
        #expect(await rig.send("HEAD", "/v1").status == 500)
        #expect(await rig.send("PUT", "/v1").headers["Allow"] == "GET, HEAD, OPTIONS, TRACE")
    }

    @Test func tellsPathsOfOneShapeApartByTheirParameters() async throws {
        let table = try RouteTable(
            Self.routes([
                ("/a/{name}", "GET", "{type: string}", "word"), ("/a/{id}", "GET", "{type: integer}", "number"),
                ("/a/{code}", "GET", "{type: string, pattern: '^[A-Z]{2}$'}", "code"),
                ("/a/{other}", "PUT", "{type: string}", "put"),
            ]))
        func id(_ method: String, _ path: String) -> String? { table.find(path)?.route(method, nil)?.operation.id }
        #expect(id("GET", "/a/7") == "number")
        #expect(id("GET", "/a/DE") == "code")
        #expect(id("GET", "/a/x") == "word")
        #expect(id("PUT", "/a/7") == "put")
        #expect(table.find("/a/7")?.allow == "GET, HEAD, OPTIONS, PUT")
    }

    @Test func looksAtTheQueryWhereThePathHasOne() throws {
        let table = try RouteTable(
            Self.routes([
                ("/b/{id}", "GET", "{type: string}", "plain"), ("/b/{id}?beta=true", "GET", "{type: string}", "beta"),
                ("/c/{id}?beta=true", "GET", "{type: string}", "only"),
            ]))
        #expect(table.find("/b/1")?.route("GET", "beta=true")?.operation.id == "beta")
        #expect(table.find("/b/1")?.route("GET", "x=1&beta=tru%65")?.operation.id == "beta")
        #expect(table.find("/b/1")?.route("GET", "beta=false")?.operation.id == "plain")
        #expect(table.find("/b/1")?.route("GET", nil)?.operation.id == "plain")
        #expect(table.find("/c/1")?.route("GET", nil) == nil)
    }

    /// Routes whose paths no document could have side by side.
    private static func routes(_ rows: [(path: String, method: String, schema: String, id: String)]) throws -> [Route] {
        try rows.map { path, method, schema, id in
            let template = PathTemplate(path)
            let parameters = template.parameterNames.map {
                "{name: \($0), in: path, required: true, schema: \(schema)}"
            }
            let document = """
                openapi: 3.1.1
                info: {title: One, version: '1'}
                paths:
                  '\(path.prefix { $0 != "?" })': {\(method.lowercased()): {operationId: \(id),
                    parameters: [\(parameters.joined(separator: ", "))], responses: {'200': {description: It.}}}}
                """
            let files = SpecFiles(root: "a.yaml", files: ["a.yaml": Array(document.utf8)])
            var operation = try #require(try Contract.load(files).contract.operations.first)
            operation.path = template
            return Route(operation, handler: { _ in .answer(Answer(200)) }, limits: RequestLimits())
        }
    }
}
