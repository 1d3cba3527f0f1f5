import APISpec
import Foundation
import JSON
import Outbound
import TestSupport
import Testing

@testable import Agents

/// The OpenAPI documents of vendors, up to 4 MB, one after the other on threads that no other test needs.
@Suite(.serialized) struct PublishedAPITests {
    private static let files: [URL] = {
        guard let folder = Suites.folder("openapi", from: "the vendors' sites: OpenAPI documents, *.json and *.yaml")
        else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { folder.appending(path: $0) }
    }()

    /// Published documents with mistakes, as openapi-spec-validator sees them too unless it is said otherwise.
    private static let faulty: Set<String> = [
        "intercom.yaml", "kubernetes-swagger-2.0.json", "openai.json", "spotify-official.yaml", "stripe.yaml",
    ]

    @Test(arguments: files) func judgesTheDocument(file: URL) async throws {
        let name = file.lastPathComponent
        let bytes = [UInt8](try Data(contentsOf: file))
        let report = await FileScope.working { Self.report(name, bytes) }
        let grave = report.findings.filter { $0.severity == .high }.map { "\($0.rule) \($0.location) \($0.title)" }
        #expect(report.isValid == !Self.faulty.contains(name), "\(grave)")
        if name.contains("swagger") { #expect(report.findings.count == 1) }
    }

    private static func report(_ name: String, _ bytes: [UInt8]) -> DocumentReport {
        var source = DocumentSource(path: name)
        do throws(Diagnostics) {
            source.documents[name] = try PublishedDocument.parse(bytes, file: name)
        } catch {
            source.fault = error
        }
        return DocumentReport(source, ignoring: [], perRule: 3)
    }
}
