import Foundation
import JSON
import TestSupport
import Testing
import YAML

/// The OpenAPI documents that vendors publish, JSON and YAML, up to 4 MB.
@Suite struct PublishedDocumentsTests {
    static let files: [URL] = {
        guard let folder = Suites.folder("openapi", from: "the vendors' sites: OpenAPI documents, *.json and *.yaml")
        else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".yaml") }.sorted().map {
            folder.appending(path: $0)
        }
    }()

    @Test(arguments: files) func isReadOrNamesItsMistake(file: URL) throws {
        let name = file.lastPathComponent
        let found = diagnostics(
            [UInt8](try Data(contentsOf: file)), file: name, limits: .init(bytes: 4 << 20, nodes: 1_000_000))
        // Stripe's document really says "description" twice in a row.
        let expected = name == "stripe.yaml" ? ["stripe.yaml:20725:7: yaml-duplicate-key"] : []
        #expect(found.map { "\($0.location?.description ?? ""): \($0.code)" } == expected)
    }
}
