import ConformanceSuite
import JSON
import Testing

@testable import SpecProof

/// Who meets a node, references followed.
@Suite struct UseTests {
    static let text = """
        paths:
          /a:
            post:
              operationId: makeA
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
              responses:
                '201': {content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}
                default: {content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
        components:
          schemas:
            New: {type: object, properties: {title: {type: string, maxLength: 5}}}
            Made: {type: object, required: [id]}
            Error: {type: object}
            Idle: {type: object}
        """

    static func nodes() throws -> [String: SpecNode] {
        let plain = try OperatorTests.nodes("openapi.yaml", text)
        let place = try #require(plain["/paths/~1a/post/operationId"]?.value.location)
        return try OperatorTests.nodes("openapi.yaml", text, titles: [(title: "POST /a", location: place)])
    }

    @Test func schemasKnowWhoAsksAndAnswers() throws {
        let nodes = try Self.nodes()
        let asked = try #require(nodes["/components/schemas/New/properties/title/maxLength"])
        #expect(asked.uses == [Use(role: .body, title: "POST /a")])
        #expect(asked.isAsked && !asked.isAnswered)
        let answered = try #require(nodes["/components/schemas/Made/required/0"])
        #expect(answered.uses == [Use(role: .answer, title: "POST /a")] && answered.isAnswered)
        #expect(nodes["/components/schemas/Error/type"]?.uses == [Use(role: .refusal, title: "POST /a")])
        #expect(nodes["/components/schemas/Idle/type"]?.uses == [])
    }

    @Test func theRulesOfANodeAreThoseOfItsUses() throws {
        let nodes = try Self.nodes()
        let asked = try #require(nodes["/components/schemas/New/properties/title/maxLength"])
        let first = try #require(RuleChoice.selections(of: asked).first)
        #expect(first.rules == ["positive.*", "body.*"] && first.operations == ["POST /a"])
        #expect(first.endsAtFirstFinding)
    }

    @Test func examplesAndDescriptionsAreForReaders() throws {
        let nodes = try OperatorTests.nodes(
            "openapi.yaml",
            "paths: {/a: {get: {summary: s, x-deadline-ms: 5}}}\ncomponents: {schemas: {A: {example: {type: b}, properties: {description: {type: string}}}}}\n"
        )
        #expect(nodes["/paths/~1a/get/summary"]?.isText == true)
        #expect(nodes["/paths/~1a/get/x-deadline-ms"]?.isText == false)
        #expect(nodes["/components/schemas/A/example/type"]?.isText == true)
        #expect(nodes["/components/schemas/A/properties/description"]?.isText == false)
        #expect(nodes["/components/schemas/A/properties/description/type"]?.isText == false)
    }
}
