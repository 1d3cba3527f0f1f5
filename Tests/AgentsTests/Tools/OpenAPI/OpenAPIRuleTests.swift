import APISpec
import JSON
import Testing

@testable import Agents

/// Documents with one fault each.
@Suite struct OpenAPIRuleTests {
    private static func report(_ text: String, path: String = "a.yaml", perRule: Int = 100) -> DocumentReport {
        var source = DocumentSource(path: path)
        do throws(Diagnostics) {
            source.documents[path] = try PublishedDocument.parse(Array(text.utf8), file: path)
        } catch {
            source.fault = error
        }
        return DocumentReport(source, ignoring: [], perRule: perRule)
    }

    /// A document of OpenAPI 3.0 that breaks no rule.
    private static let sound = """
        openapi: 3.0.3
        info: {title: T, version: "1", description: D, contact: {name: N}}
        servers: [{url: "https://a.test/v1"}]
        tags: [{name: t}]
        paths:
          /a/{id}.json:
            get:
              operationId: getA
              description: D
              tags: [t]
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
              responses:
                "200":
                  description: D
                  content:
                    application/json:
                      schema: {$ref: "#/components/schemas/A"}
        components:
          schemas:
            A:
              type: object
              properties:
                k: {type: string, enum: [x, y], nullable: true}
                l: {type: array, items: {type: integer}}

        """

    @Test func aSoundDocumentBreaksNoRule() {
        let report = Self.report(Self.sound)
        #expect(report.findings.map(\.title) == [])
        #expect(report.isValid && report.version == "3.0" && report.operations == 1)
        #expect(
            Self.report(Self.sound.replacing("3.0.3", with: "3.1.0").replacing(", nullable: true", with: "")).findings
                .map(\.title) == [])
    }

    /// What is written instead of what, and where which rule finds it.
    private static let edits: [(String, String, String)] = [
        ("      operationId: getA\n", "", "operation-operationId 7:5"),
        ("operationId: getA", "operationId: get A", "operation-operationId-valid-in-url 8:20"),
        ("      description: D\n      tags", "      tags", "operation-description 7:5"),
        ("      tags: [t]\n", "", "operation-tags 7:5"),
        ("      tags: [t]", "      tags: [u]", "operation-tag-defined 10:14"),
        ("\"200\":", "\"400\":", "operation-success-response 7:5"),
        ("{id}.json", "{ix}.json", "path-params 7:5, path-params 12:11"),
        ("required: true, ", "", "path-params 12:11"),
        ("/a/{id}.json:", "/a/{}/{id}/:", "path-declarations-must-exist 6:3, path-keys-no-trailing-slash 6:3"),
        ("/a/{id}.json:", "/a/{id}?b:", "path-not-include-query 6:3"),
        (
            "{$ref: \"#/components/schemas/A\"}", "{$ref: \"#/components/schemas/A\", title: B}",
            "no-$ref-siblings 18:56"
        ),
        ("schemas/A\"}", "schemas/B\"}", "invalid-ref 18:30, oas3-unused-component 21:5"),
        ("enum: [x, y]", "enum: [x, 1]", "typed-enum 24:37"),
        ("enum: [x, y]", "enum: [x, y, x]", "duplicated-entry-in-enum 24:40"),
        (", contact: {name: N}", "", "info-contact 2:7"), (", description: D,", ",", "info-description 2:7"),
        ("servers: [{url: \"https://a.test/v1\"}]\n", "", "oas3-api-servers 1:1"),
        ("a.test/v1", "a.test/v1/", "oas3-server-trailing-slash 3:17"),
        ("[{name: t}]", "[{name: t}, {name: t}]", "openapi-tags-uniqueness 4:26"),
        ("tags: [t]", "tags: [t]\n      security: [{k: []}]", "oas3-operation-security-defined 11:19"),
        ("{type: array, items: {type: integer}}", "{type: array}", "array-items 25:12"),
        ("title: T", "title: <script>", "no-script-tags-in-markdown 2:15"),
        ("title: T", "title: eval(x)", "no-eval-in-markdown 2:15"),
        (
            "schema: {$ref", "examples: {e: {summary: s}}\n              schema: {$ref",
            "oas3-examples-value-or-externalValue 18:26"
        ),
        ("description: D\n          content", "content", "oas3-schema 15:11"),
        ("operationId:", "operationID:", "oas3-schema 8:7, operation-operationId 7:5"),
        ("type: integer", "type: int", "oas3-schema 25:40"), ("type: object", "required: []", "oas3-schema 22:17"),
        ("nullable: true", "nullable: 1", "oas3-schema 24:51"), ("a.test/v1", "{h}/v1", "oas3-server-variables 3:17"),
        ("3.0.3", "2.9.9", "unrecognized-format 1:10"),
        ("openapi: 3.0.3", "swagger: '2.0'", "unrecognized-format 1:10"),
    ]

    @Test(arguments: edits.indices) func findsOneFault(index: Int) {
        let (old, new, expected) = Self.edits[index]
        #expect(Self.sound.contains(old), "\(old)")
        let report = Self.report(Self.sound.replacing(old, with: new, maxReplacements: 1))
        let found = report.findings.map { finding in
            "\(finding.rule.dropFirst("openapi.".count)) \(finding.location.dropFirst("a.yaml:".count))"
        }
        #expect(found.joined(separator: ", ") == expected)
        let invalid = [
            "oas3-schema", "path-params", "invalid-ref", "oas3-operation-security", "unrecognized", "oas3-server-v",
            "no-script", "no-eval",
        ]
        #expect(report.isValid == !invalid.contains { expected.contains($0) })
    }

    @Test func swaggerIsOneFindingThatSaysWhatToDo() throws {
        let finding = try #require(
            Self.report("{\"swagger\": \"2.0\", \"paths\": {\"a\": 1}}", path: "s.json").findings.first)
        #expect(finding.title == "this is Swagger 2.0; only OpenAPI 3.0 and 3.1 are read here")
        #expect(finding.remedy == "convert the document to OpenAPI 3.1.0")
    }

    @Test(arguments: [
        ("{\"components\": {\"openapi\": 1}, \"info\": \"\\\"\", \"openapi\" : \"3.0.0\"}", true),
        ("{\"a\": {\"openapi\": 1}, \"b\": \"openapi\"}", false), ("{\"", false), ("[\"openapi\"]", false), ("", false),
        ("# c\nopenapi: 3.1.0", true), ("a:\n  openapi: 3", false), ("swagger: '2.0'", true), ("openapis: 1", false),
    ]) func knowsADocumentByItsOutermostKey(text: String, isMarked: Bool) {
        #expect(DocumentSearch.isMarked(Array(text.utf8)) == isMarked)
    }

    @Test func countsWhatItDoesNotList() {
        let text = Self.sound.replacing("enum: [x, y]", with: "enum: [x, x, x, x]")
        let report = Self.report(text, perRule: 2)
        #expect(report.findings.count == 2 && report.counts == ["duplicated-entry-in-enum": 3])
        #expect(report.json["truncated"] == true)
    }

    @Test(arguments: [
        "", "a", "[]", "{", "openapi: 3.1.0", "openapi: 3.0.1\npaths: []\ncomponents: 7\ntags: {}\nservers: x",
        "openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}",
    ])
    func readsWhateverItGets(text: String) {
        #expect(Self.report(text).findings.isEmpty == false)
    }
}
