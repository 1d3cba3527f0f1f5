import APISpec
import Foundation
import JSON
import TestSupport
import Testing

/// The documents that vendors publish: every operation compiles, and what is said about them is counted.
@Suite(.serialized) struct PublishedDocumentsTests {
    struct Verdict: Sendable, CustomTestStringConvertible {
        let file: String
        let operations: Int
        var errors: [String: Int] = [:]
        var warnings: [String: Int] = [:]

        var testDescription: String { file }
    }

    private static let folder = Suites.folder(
        "openapi", from: "the vendors' sites: OpenAPI documents, *.json and *.yaml")

    @Test(arguments: folder == nil ? [] : verdicts) func compilesEachOperation(expected: Verdict) throws {
        let url = try #require(Self.folder).appending(path: expected.file)
        let reading = SpecReading(
            SpecFiles(document: expected.file, content: [UInt8](try Data(contentsOf: url))) { _ in nil })
        #expect(reading.contract.operations.count == expected.operations)
        #expect(reading.declaredOperations == expected.operations)
        #expect(Self.counts(reading.diagnostics, .error) == expected.errors)
        #expect(Self.counts(reading.diagnostics, .warning) == expected.warnings)
        #expect(reading.diagnostics.allSatisfy { $0.location != nil })
    }

    @Test(.enabled(if: folder != nil)) func namesTheBrokenReferenceOfSpotify() throws {
        let url = try #require(Self.folder).appending(path: "spotify-official.yaml")
        let reading = SpecReading(
            SpecFiles(document: "spotify-official.yaml", content: [UInt8](try Data(contentsOf: url))) { _ in nil })
        #expect(
            reading.diagnostics.filter { $0.severity == .error }.map(\.headline) == [
                "spotify-official.yaml:4152:13: error: \"../policies.yaml\" leads out of the folder of the document "
                    + "(copy the file into that folder, and refer to the copy)"
            ])
    }

    /// Diagnostics by code.
    private static func counts(_ found: [Diagnostic], _ severity: Diagnostic.Severity) -> [String: Int] {
        found.filter { $0.severity == severity }.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
    }

    static let verdicts = [
        Verdict(file: "adyen-management.json", operations: 134)
    ]
}
