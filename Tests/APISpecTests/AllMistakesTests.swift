import APISpec
import JSON
import Testing

/// However many mistakes there are, one reading names them all.
@Suite struct AllMistakesTests {
    @Test func mistakesOfEveryFileComeInOneThrow() {
        let mistakes = [
            OpenAPIKeyTests.keys[0], OperationTests.parameters[3], ProtectionTests.codes[0],
            ProtectionTests.schemas[0], AsyncAPITests.keys[1], AsyncAPITests.messages[1], CatalogueTests.mistakes[0],
            CatalogueTests.mistakes[2], LimitTests.mistakes[0], LimitTests.mistakes[2],
        ]
        var files = Fixture.files()
        var expected: Set<String> = []
        for mistake in mistakes {
            let planted = mistake.plant(in: files)
            files = planted.files
            expected.insert(planted.headline)
        }
        #expect(Set(files.diagnostics.map(\.headline)) == expected)
        #expect(expected.count == 10)
        let places = files.diagnostics.compactMap(\.location).map { "\($0.file) \($0.line + 1000)" }
        #expect(places == places.sorted())
    }

    @Test func aDiagnosticShowsTheLineAndACaret() {
        let files = Fixture.files().replacing("tags: [Things]", with: "sumary: Make it", in: "spec/openapi.yaml")
        #expect(
            files.diagnostics.map(\.text) == [
                """
                spec/openapi.yaml:11:7: error: an operation has no key "sumary" [unknown-key]
                   11 |       sumary: Make it
                      |       ^
                   help: did you mean "summary"?
                """
            ])
    }

    @Test func aFileThatCannotBeReadDoesNotHideTheOthers() {
        var files = Fixture.files().replacing("q: 100", with: "q: 0", in: "spec/limits.yaml")
        files.files["spec/errors.yaml"] = Array("A: [\n".utf8)
        let found = files.diagnostics
        #expect(found.count == 2)
        #expect(found.first?.location?.file == "spec/errors.yaml")
        #expect(found.last?.headline == "spec/limits.yaml:2:12: error: \"q\" must be at least 1, is 0")
    }

    @Test func aMissingFileIsNamed() {
        var files = Fixture.files()
        files.files["spec/limit.yaml"] = files.files.removeValue(forKey: "spec/limits.yaml")
        files.files["spec/asyncapi.yaml"] = nil
        #expect(
            files.diagnostics.map(\.text) == [
                "error: spec/asyncapi.yaml is missing [missing-file]",
                """
                error: spec/limits.yaml is missing [missing-file]
                   help: did you mean "spec/limit.yaml"?
                """,
            ])
    }

    @Test func onlyErrorsAreThrown() throws {
        let files = Fixture.files().replacing("tags: [Things]", with: "tags: [Thing]", in: "spec/openapi.yaml")
        let loaded = try Contract.load(files)
        #expect(loaded.warnings.map(\.code) == ["unknown-tag"])
        #expect(loaded.contract.operations.count == 2)
    }

    @Test func keysOfOthersAreLeftAlone() {
        let files = Fixture.files().replacing(
            "      tags: [Things]", with: "      x-internal: true\n      x-codeSamples: []", in: "spec/openapi.yaml")
        #expect(files.diagnostics.map(\.text) == [])
    }
}
