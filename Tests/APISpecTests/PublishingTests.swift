import APISpec
import JSON
import JSONSchema
import Testing

/// The documents that callers get stand on their own.
@Suite struct PublishingTests {
    /// Every `$ref` in a value, with what it leads to in its own document; nil if that is nothing.
    private func references(in document: JSONValue) -> [(text: String, target: Node?)] {
        let root = Document(document).root
        func walk(_ value: JSONValue) -> [String] {
            switch value {
            case .array(let elements): elements.flatMap(walk)
            case .object(let object):
                object.flatMap { key, value in
                    if key == "$ref", let text = value.stringValue { return [text] }
                    return walk(value)
                }
            default: []
            }
        }
        return Set(walk(document)).sorted().map { text in
            (text, text.hasPrefix("#") ? JSONPointer(String(text.dropFirst())).flatMap { root.at($0) } : nil)
        }
    }

    @Test func noReferenceLeavesTheDocumentOrLeadsNowhere() throws {
        let published = try ShippedSpec.contract().published
        for document in [published.openAPI, try #require(published.asyncAPI)] {
            let found = references(in: document)
            #expect(!found.isEmpty)
            for reference in found { #expect(reference.target != nil, "\(reference.text)") }
        }
    }

    @Test func schemasOfAnotherFileBecomeComponents() throws {
        let published = try ShippedSpec.contract().published
        let schemas = published.asyncAPI?["components"]?["schemas"]
        #expect(schemas?["TaskStatus"]?["enum"]?.arrayValue?.first == "pending")
        // What they need comes with them.
        #expect(schemas?["TaskResult"] != nil && schemas?["Finding"] != nil)
        let openAPI = published.openAPI["components"]?["schemas"]
        #expect(openAPI?["messages_task_created_payload"]?["properties"]?["event"] == ["const": "task_created"])
        // Both files have a Time: the one that comes later gets the name of its file before its own.
        #expect(openAPI?["Time"] != nil && openAPI?["asyncapi_Time"] != nil)
        #expect(
            openAPI?["messages_task_created_payload"]?["properties"]?["timestamp"]
                == ["$ref": "#/components/schemas/asyncapi_Time"])
    }

    @Test func everyCodeOfAnOperationIsAResponseWithItsBody() throws {
        let contract = try ShippedSpec.contract()
        let responses = contract.published.openAPI["paths"]?["/tasks"]?["post"]?["responses"]
        let wanted = Set(
            (contract.operation("createTask")?.errorCodes ?? []).compactMap { contract.errors[$0]?.status })
        let found = Set((responses?.objectValue?.keys ?? []).compactMap { Int($0) })
        #expect(found == wanted.union([201]))
        let unprocessable = responses?["422"]
        let example = unprocessable?["content"]?["application/json"]?["examples"]?["IDEMPOTENCY_KEY_REUSED"]?["value"]
        #expect(example?["error_code"] == "IDEMPOTENCY_KEY_REUSED" && example?["status_code"] == 422)
        #expect(unprocessable?["headers"]?.objectValue?.keys == ["X-Request-ID", "RateLimit-Policy", "RateLimit"])
        let limited = responses?["429"]?["headers"]?.objectValue?.keys
        #expect(limited?.contains("Retry-After") == true)
    }

    @Test func everyExampleOfARefusalKeepsToTheSchemaOfErrors() throws {
        let contract = try ShippedSpec.contract()
        let schema = try #require(contract.errors.bodySchema)
        var count = 0
        for path in contract.published.openAPI["paths"]?.objectValue ?? [:] {
            for method in path.value.objectValue ?? [:] {
                for response in method.value["responses"]?.objectValue ?? [:] {
                    let examples = response.value["content"]?["application/json"]?["examples"]?.objectValue ?? [:]
                    for example in examples where example.value["value"]?["error_code"] != nil {
                        count += 1
                        #expect(schema.accepts(Document(example.value["value"] ?? .null).root), "\(example.key)")
                    }
                }
            }
        }
        #expect(count > 50)
    }

    @Test func aReferenceInAnExampleIsData() throws {
        let files = Fixture.files().replacing(
            "openapi: 3.1.1\n", with: "openapi: 3.1.1\nx-note: {example: {$ref: elsewhere.yaml}}\n",
            in: "spec/openapi.yaml")
        let published = try Contract.load(files).contract.published
        #expect(published.openAPI["x-note"] == ["example": ["$ref": "elsewhere.yaml"]])
    }

    @Test func aSingleDocumentIsPublishedAsItIs() throws {
        let text = #"""
            {"openapi": "3.1.0", "info": {"title": "Pets", "version": "2"}, "paths":
             {"/pets": {"get": {"responses": {"200": {"description": "Pets."}}}}}}
            """#
        let files = SpecFiles(root: "pets.json", files: ["pets.json": Array(text.utf8)])
        var published = try Contract.load(files).contract.published
        published.openAPI["info"]?["x-contract-hash"] = nil
        #expect(published.openAPI == (try JSONValue.parse(text)))
        #expect(published.asyncAPI == nil)
    }
}
