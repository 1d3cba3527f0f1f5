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
        Verdict(
            file: "adyen-management.json", operations: 134,
            warnings: [
                "schema-unsupported-keyword": 1
            ]),
        Verdict(
            file: "asana.yaml", operations: 247,
            warnings: [
                "example-breaks-schema": 1,
                "schema-ignored-keyword": 1,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 2,
                "schema-sample-does-not-fit": 5,
                "unknown-scope": 3,
            ]),
        Verdict(
            file: "box.json", operations: 296,
            warnings: [
                "example-breaks-schema": 2,
                "path-fragment": 1,
                "same-path": 1,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 2,
                "schema-unknown-format": 9,
            ]),
        Verdict(
            file: "figma.yaml", operations: 47),
        Verdict(
            file: "github-rest.json", operations: 767,
            warnings: [
                "example-breaks-schema": 1,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 1,
                "schema-sample-does-not-fit": 2,
                "schema-unknown-format": 1,
            ]),
        Verdict(
            file: "intercom.yaml", operations: 256,
            warnings: [
                "example-breaks-schema": 15,
                "ignored-parameter": 1,
                "no-success-response": 1,
                "schema-ignored-keyword": 1,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 2,
                "schema-sample-does-not-fit": 12,
                "schema-unknown-format": 1,
                "undeclared-path-parameter": 1,
                "unknown-tag": 2,
            ]),
        Verdict(
            file: "kubernetes-core-v1.json", operations: 245,
            warnings: [
                "schema-sample-does-not-fit": 4,
                "schema-unknown-format": 1,
            ]),
        Verdict(
            file: "kubernetes-swagger-2.0.json", operations: 0,
            errors: [
                "unsupported-version": 1
            ]),
        Verdict(
            file: "openai.json", operations: 288,
            warnings: [
                "path-query": 1,
                "schema-invalid-value": 5,
                "schema-sample-does-not-fit": 9,
                "schema-unknown-format": 1,
                "schema-unknown-keyword": 3,
                "schema-unsupported-keyword": 3,
                "unknown-tag": 21,
            ]),
        Verdict(
            file: "spotify-fixed.yaml", operations: 97,
            warnings: [
                "schema-unknown-format": 1
            ]),
        Verdict(
            file: "spotify-official.yaml", operations: 96,
            errors: [
                "reference-outside": 1
            ],
            warnings: [
                "schema-invalid-value": 1
            ]),
        Verdict(
            file: "stoplight.json", operations: 334,
            warnings: [
                "example-breaks-schema": 3,
                "ignored-parameter": 1,
                "no-success-response": 1,
                "schema-sample-does-not-fit": 3,
                "schema-unknown-format": 1,
                "schema-unsupported-keyword": 1,
                "unknown-tag": 1,
            ]),
        Verdict(
            file: "stripe.yaml", operations: 402,
            warnings: [
                "meaningless-body": 1,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 1,
                "schema-unknown-format": 2,
                "yaml-duplicate-key": 1,
            ]),
        Verdict(
            file: "twilio-v2010.json", operations: 197,
            warnings: [
                "example-breaks-schema": 11,
                "schema-null-not-in-enum": 1,
                "schema-nullable-without-type": 1,
                "schema-unknown-format": 10,
            ]),
    ]
}
