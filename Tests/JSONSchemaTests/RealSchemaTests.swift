import Foundation
import JSON
import JSONSchema
import TestSupport
import Testing
import YAML

/// Schemas that others wrote, and values that are valid by them.
@Suite struct RealSchemaTests {
    private static let limits = JSONLimits(bytes: 64 << 20, depth: 512, nodes: 10_000_000)

    private static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    @Test func everyInstanceOfTheBenchmarkIsAccepted() throws {
        let source = "https://github.com/sourcemeta-research/jsonschema-benchmark"
        guard let folder = Suites.folder("jsonschema-benchmark", from: source) else { return }
        var refused: [String] = []
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let place = folder.appendingPathComponent(name)
            let document = try Document.json(
                Self.bytes(place.appendingPathComponent("schema.json")), limits: Self.limits, file: name)
            var compiler = SchemaCompiler(documents: DocumentSet([:]), dialect: .draft7, assertsFormats: false)
            let schema = try compiler.compiled(document.root)
            let lines = try Self.bytes(place.appendingPathComponent("instances.jsonl"))
            for (index, line) in lines.split(separator: UInt8(ascii: "\n")).enumerated() {
                count += 1
                let instance = try Document.json(line, limits: Self.limits).root
                if !schema.accepts(instance) || !schema.violations(of: instance).isEmpty {
                    refused.append("\(name):\(index + 1)")
                }
            }
        }
        #expect(refused == [])
        #expect(count == 15_572)
    }

    /// Some of each version and format: reading and compiling all of them is the work of a release build.
    @Test(arguments: ["adyen-management.json", "box.json", "figma.yaml", "spotify-official.yaml", "stoplight.json"])
    func everySchemaOfAnOpenAPIDocumentCompiles(name: String) throws {
        guard let folder = Suites.folder("openapi", from: "the vendors") else { return }
        let bytes = try Self.bytes(folder.appendingPathComponent(name))
        let document = try Self.document(bytes, name)
        let isOf30 = document.root["openapi"]?.string?.hasPrefix("3.0") == true
        var compiler = SchemaCompiler(
            documents: DocumentSet([name: document]), dialect: isOf30 ? .openAPI30 : .openAPI31, isLenient: true)
        let schemas = Self.schemas(in: document.root)
        for schema in schemas { _ = compiler.compile(schema) }
        #expect(schemas.count > 100)
        #expect(compiler.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    }

    private static func document(_ bytes: [UInt8], _ name: String) throws -> Document {
        name.hasSuffix(".json")
            ? try Document.json(bytes, limits: limits, file: name)
            : try YAMLReader.read(bytes, file: name, limits: YAMLLimits(bytes: 64 << 20, nodes: 10_000_000))
    }

    /// Everything under `schema` and `schemas`, wherever it stands outside of examples.
    private static func schemas(in node: Node) -> [Node] {
        switch node.kind {
        case .array: node.elements.flatMap(schemas)
        case .object:
            node.members.flatMap { key, value -> [Node] in
                switch key.string {
                case "schema": [value]
                case "schemas": value.members.map(\.value)
                case "example", "examples": []
                default: schemas(in: value)
                }
            }
        default: []
        }
    }
}
