import APISpec
import Foundation
import JSON
import JSONSchema
import SchemaInstances
import TestSupport
import Testing

/// Values for every schema of every answer of documents that their vendors publish.
@Suite struct RealDocumentTests {
    /// Those that a debug build gets through in a minute; with `AMAS_ALL_DOCUMENTS` all that there are.
    static let names =
        ["figma.yaml", "spotify-fixed.yaml", "spotify-official.yaml", "twilio-v2010.json"]
        + (ProcessInfo.processInfo.environment["AMAS_ALL_DOCUMENTS"] == nil
            ? []
            : [
                "adyen-management.json", "asana.yaml", "box.json", "github-rest.json", "intercom.yaml",
                "kubernetes-core-v1.json", "openai.json", "stoplight.json", "stripe.yaml",
            ])

    struct Tally {
        var all = 0
        var made = 0
        var failures: [String] = []
    }

    @Test(arguments: names) func makesAValueForEveryAnswer(name: String) throws {
        guard let folder = Suites.folder("openapi", from: "the vendors") else { return }
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
        let reading = SpecReading(SpecFiles(root: name, files: [name: bytes]))
        let library = SchemaLibrary(reading.documents, dialect: reading.dialect)
        for (title, generator) in [
            ("plain", Generator(direction: .response)), ("seed 1", Generator(direction: .response, seed: 1)),
        ] {
            let tally = Self.tally(reading.contract, library, generator)
            print("\(name), \(title): \(tally.made) of \(tally.all) schemas of answers have a value that fits")
            for failure in tally.failures { print("    none for \(failure)") }
            #expect(tally.made == tally.all)
        }
    }

    static func tally(_ contract: Contract, _ library: SchemaLibrary, _ generator: Generator) -> Tally {
        var tally = Tally()
        var seen: Set<String> = []
        for operation in contract.operations {
            for response in operation.responses {
                for type in response.content {
                    guard let schema = type.schema else { continue }
                    let place = schema.node.location.map { "\($0)" } ?? "\(operation.id) \(type.name)"
                    guard seen.insert(place).inserted else { continue }
                    tally.all += 1
                    let value = generator.fitting(SchemaView(schema.node, library))
                    let faults = value.map { schema.violations(of: Document($0).root, direction: .response, limit: 2) }
                    if faults?.isEmpty == true {
                        tally.made += 1
                    } else {
                        tally.failures.append("\(operation.id) \(place): \(reason(schema, library, generator))")
                    }
                }
            }
        }
        return tally
    }

    /// What the nearest value breaks.
    private static func reason(_ schema: CompiledSchema, _ library: SchemaLibrary, _ generator: Generator) -> String {
        let nearest = generator.value(SchemaView(schema.node, library), .full)
        let first = schema.violations(of: Document(nearest).root, direction: .response, limit: 1).first
        return first.map { "\($0.instance.description) \($0.keyword): \($0.message)" } ?? "only the nearest value fits"
    }
}
