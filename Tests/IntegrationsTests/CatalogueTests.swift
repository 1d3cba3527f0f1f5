import Foundation
import JSON
import TestSupport
import Testing

@testable import Integrations

@Suite struct CatalogueTests {
    static func shipped() throws -> String {
        try String(contentsOfFile: "\(Suites.packageRoot)/spec/integrations.yaml", encoding: .utf8)
    }

    /// The shipped catalogue with some texts replaced.
    static func catalogue(_ edits: [(String, String)] = []) throws -> IntegrationCatalogue {
        var text = try shipped()
        for (old, new) in edits {
            #expect(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        return try IntegrationCatalogue.load(Array(text.utf8), file: "spec/integrations.yaml").catalogue
    }

    @Test func theShippedFileHoldsThePlatforms() throws {
        let loaded = try IntegrationCatalogue.load(Array(Self.shipped().utf8), file: "spec/integrations.yaml")
        #expect(loaded.warnings == [])
        #expect(
            loaded.catalogue.names == ["github", "slack", "jira", "notion", "n8n", "salesforce", "webhook"])
        #expect(loaded.catalogue.platforms.allSatisfy { $0.delivery != nil })
    }

    @Test func mistakesOfSeveralKindsAreReportedTogetherWithTheirPlaces() throws {
        let file = """
            version: "1"
            network: {allow: ["http://x"]}
            delivery: {timeout_seconds: 1, attempts: 1, first_wait_seconds: 9, longest_wait_seconds: 1}
            limits: {integrations_per_owner: 1, deliveries_kept: 1}
            platforms:
              one:
                description: One.
                credentials: {type: object, properties: {token: {type: string}}}
              two:
                description: Two.
                credentials: {type: object, additionalProperties: false, properties: {token: {type: string}}}
                delivery:
                  events: [task_failed]
                  default_events: [task_completed]
                  needs: [url]
                  request: {method: POST, url: "${settings.url}", body: {a: "${task.titel}", b: "${"}}
                  final_statuses: []
              three:
                description: Three.
                credentails: {type: object}
            """
        do {
            _ = try IntegrationCatalogue.load(Array(file.utf8), file: "i.yaml")
            Issue.record("it loaded")
        } catch {
            let found = error.items.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)" }
            #expect(
                found == [
                    "2:19 wrong-network-rule", "3:65 wrong-value", "8:18 open-schema", "11:18 no-secret",
                    "14:24 unknown-event", "15:15 unknown-setting", "16:36 unknown-path", "16:65 unknown-path",
                    "16:85 path-syntax", "19:5 wrong-value", "20:5 unknown-key",
                ])
            #expect(error.items.first { $0.message.contains("titel") }?.help == "did you mean \"title\"?")
        }
    }
}
