import APISpec
import JSON
import Testing

@testable import ConformanceSuite

/// Documents of anybody's, as the judge reads them.
@Suite struct DocumentTests {
    private static func spec(_ paths: String) throws -> JudgedSpec {
        let text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n\(paths)"
        return try JudgedSpec(SpecFiles(root: "a.yaml", files: ["a.yaml": Array(text.utf8)]))
    }

    @Test func findsTheLiteralPathBeforeTheTemplate() throws {
        let spec = try Self.spec(
            """
              /users/{id}: {parameters: [{name: id, in: path, required: true, schema: {type: string}}],
                get: {responses: {'200': {description: A.}}}, put: {responses: {'200': {description: B.}}}}
              /users/me: {get: {responses: {'200': {description: C.}}}}
            """)
        #expect(
            spec.operations(at: "/users/me").map(\.title) == ["GET /users/me", "GET /users/{id}", "PUT /users/{id}"])
        #expect(spec.operations(at: "/users/7").map(\.title) == ["GET /users/{id}", "PUT /users/{id}"])
        #expect(spec.operations(at: "/users/7/x").isEmpty)
        #expect(spec.operationsByPath.map(\.count) == [2, 1])
    }

    @Test func leavesOutWhatAnotherOperationTakesAndSaysSo() throws {
        let spec = try Self.spec(
            """
              /a: {get: {responses: {'200': {description: A.}}}}
              /a#b: {get: {responses: {'200': {description: B.}}}}
              /c: {delete: {responses: {'204': {description: C., content: {application/json: {}}}}}}
              /d: {get: {responses: {'404': {description: D.}}}}
              /e: {get: {responses: {'302': {description: E.}}}}
            """)
        #expect(spec.operations.map(\.title) == ["GET /a", "DELETE /c", "GET /d", "GET /e"])
        #expect(
            spec.contradictions.map { "\($0.spec?.line ?? 0) \($0.subject): \($0.message)" } == [
                "5 the document: GET /a#b matches the same requests as GET /a",
                "6 DELETE /c: an answer of status 204 has no content, and some is declared",
                "7 GET /d: no answer is declared that says that it was done",
            ])
        #expect(spec.operations.map { $0.isSuccess(404) } == [false, false, true, false])
        #expect(spec.operations.map { $0.isSuccess(302) } == [false, false, false, true])
    }

    @Test func saysWhatNobodyCanSendAndNobodyCanAnswer() throws {
        let spec = try Self.spec(
            """
              /a: {get: {parameters: [{name: q, in: query, required: true, schema: {type: integer, minimum: 2, maximum: 1}}],
                responses: {'200': {description: A.}}}}
              /b: {get: {responses: {'200': {description: B., content: {application/json:
                {schema: {type: integer, minimum: 2, maximum: 1}}}}}}}
              /c: {get: {responses: {'200': {description: C., content: {application/x-protobuf:
                {schema: {type: object}}, application/json: {schema: {type: object}}}}}}}
            """)
        let (a, b, c) = (spec.operations[0], spec.operations[1], spec.operations[2])
        #expect(b.unanswerable?.message == "no value was found that fits the schema of the answer")
        #expect(a.unaskable?.message == "no value was found that the query \"q\" takes")
        #expect(a.unanswerable == nil && c.unanswerable == nil && b.unaskable == nil && c.unaskable == nil)
        #expect(c.undescribed("application/json") == nil)
        #expect(
            c.undescribed("application/x-protobuf")?.message
                == "the schema of an answer in application/x-protobuf describes something else than text")
    }

    @Test func writesFormsAsTheyAreDeclared() throws {
        let body: JSONValue = ["a": ["x", "y"], "b": ["c": 1]]
        func text(_ type: String, _ encodings: [String: FieldEncoding] = [:]) -> String {
            String(decoding: BodyText.bytes(body, type, encodings), as: UTF8.self)
        }
        #expect(text("application/x-www-form-urlencoded") == "a=x&a=y&b%5Bc%5D=1")
        let multipart = text("multipart/form-data")
        #expect(multipart.contains("name=\"a\"\r\n\r\nx\r\n") && multipart.contains("name=\"a\"\r\n\r\ny\r\n"))
        #expect(multipart.contains("name=\"b\"\r\nContent-Type: application/json\r\n\r\n{\"c\":1}\r\n"))
        let spec = try Self.spec(
            """
              /f: {post: {requestBody: {required: true, content: {application/x-www-form-urlencoded: {
                schema: {type: object, properties: {a: {type: array, items: {type: string}}}},
                encoding: {a: {style: deepObject, explode: true}}}}}, responses: {'200': {description: F.}}}}
            """)
        let encodings = try #require(spec.operations.first?.bodies.first?.media.encodings)
        #expect(text("application/x-www-form-urlencoded", encodings) == "a%5B0%5D=x&a%5B1%5D=y&b%5Bc%5D=1")
    }

    @Test func takesIdsThatTheirParameterTakes() throws {
        let spec = try Self.spec(
            """
              /n/{n}: {get: {parameters: [{name: n, in: path, required: true, schema: {type: integer}}],
                responses: {'200': {description: N.}}}}
            """)
        #expect(spec.operations[0].takes("7", as: "n"))
        #expect(!spec.operations[0].takes("x7", as: "n"))
    }
}
