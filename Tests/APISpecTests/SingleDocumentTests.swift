import APISpec
import JSON
import Testing

/// Any one OpenAPI document can stand for a folder of ours.
@Suite struct SingleDocumentTests {
    private func files(_ text: String) -> SpecFiles {
        SpecFiles(root: "pets.json", files: ["pets.json": Array(text.utf8)])
    }

    private static let pets = """
        {"openapi": "3.1.0", "info": {"title": "Pets", "version": "2"},
         "servers": [{"url": "https://{host}/v2", "variables": {"host": {"default": "example.com"}}}],
         "paths": {"/pets": {"get": {"responses": {"200": {"description": "Pets."}}}}}}
        """

    @Test func needsNoOtherFileAndNoneOfOurKeys() throws {
        let (contract, warnings) = try Contract.load(files(Self.pets))
        #expect(warnings.isEmpty)
        #expect(contract.operations.map(\.id) == ["GET /pets"])
        #expect(contract.operations.map(\.path.text) == ["/v2/pets"])
        #expect(contract.operations.map(\.security) == [.open])
        #expect(contract.events == nil)
        #expect(contract.limits.request == RequestLimits())
        #expect(contract.errors["NOT_FOUND"]?.status == 404)
        #expect(contract.errors.bodySchema == nil)
    }

    @Test func saysThatARateLimitIsNotEnforced() throws {
        let text = Self.pets.replacing(#""get": {"#, with: #""get": {"x-ratelimit-category": "api", "#)
        #expect(
            files(text).diagnostics.map(\.headline) == [
                "pets.json:3:54: warning: a single document comes without rate limits: this one is not enforced "
                    + "(put the document into a folder with a limits.yaml)"
            ])
    }

    @Test func refusesSwaggerInOneLine() {
        let text = #"{"swagger": "2.0", "info": {}, "paths": {"pets": []}, "host": "example.com"}"#
        #expect(
            files(text).diagnostics.map(\.headline) == [
                "pets.json:1:13: error: this is Swagger 2.0; only OpenAPI 3.0 and 3.1 are read here "
                    + "(convert the document to OpenAPI 3.1.0)"
            ])
    }

    @Test func namesMistakesLikeThoseOfOurs() {
        let text = Self.pets.replacing("description", with: "desciption")
        #expect(
            files(text).diagnostics.map(\.headline) == [
                "pets.json:3:51: warning: a response needs the key \"description\"",
                "pets.json:3:52: warning: a response has no key \"desciption\" (did you mean \"description\"?)",
            ])
    }
}
