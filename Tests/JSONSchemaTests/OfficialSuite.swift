import Foundation
import JSON
import JSONSchema
import TestSupport

/// The official tests of one draft.
struct OfficialSuite {
    /// One schema with its tests.
    struct Group {
        let file: String
        let description: String
        let schema: Document
        let tests: [(description: String, data: Node, isValid: Bool)]
    }

    let groups: [Group]
    /// What the suite has its tests find under http://localhost:1234.
    let remotes: DocumentSet
    let dialect: SchemaDialect

    /// The groups of the files in `folder` that `isWanted` picks; nil if the suite is not here.
    init?(
        _ folder: String, dialect: SchemaDialect = .draft202012, where isWanted: (String) -> Bool = { _ in true }
    ) throws {
        let source = "https://github.com/json-schema-org/JSON-Schema-Test-Suite"
        guard let suite = Suites.folder("json-schema-test-suite", from: source) else { return nil }
        let url = suite.appendingPathComponent(folder)
        guard FileManager.default.fileExists(atPath: url.path) else {
            print("skipped \(folder): not in \(suite.path)")
            return nil
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".json") }
        self.dialect = dialect
        remotes = try Self.remotes(in: suite.appendingPathComponent("remotes"))
        groups = try names.sorted().filter(isWanted).flatMap { name in
            try Self.groups(in: Array(Data(contentsOf: url.appendingPathComponent(name))), file: name)
        }
    }

    private static func remotes(in folder: URL) throws -> DocumentSet {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var documents: [String: Document] = [:]
        for path in paths where path.hasSuffix(".json") {
            let uri = "http://localhost:1234/\(path)"
            documents[uri] = try Document.json(Array(Data(contentsOf: folder.appendingPathComponent(path))), file: uri)
        }
        return DocumentSet(documents)
    }

    private static func groups(in bytes: [UInt8], file: String) throws -> [Group] {
        try Document.json(bytes).root.elements.enumerated().map { index, group in
            // References are relative to the schema, so it becomes a document of its own.
            let name = "\(file)/\(index)"
            return Group(
                file: file, description: group["description"]?.string ?? "",
                schema: try Document.json(group["schema"]?.jsonBytes ?? [], file: name),
                tests: (group["tests"].map { Array($0.elements) } ?? []).compactMap { test in
                    guard let data = test["data"], let isValid = test["valid"]?.bool else { return nil }
                    return (test["description"]?.string ?? "", data, isValid)
                })
        }
    }

    /// What running the groups found.
    struct Outcome {
        var testsRun = 0
        var wrongVerdicts: [String] = []
        /// Groups whose schema was refused, by the messages.
        var refused: [String: Int] = [:]
        var refusedTests = 0
    }

    func run(assertsFormats: Bool) -> Outcome {
        groups.reduce(into: Outcome()) { outcome, group in
            var compiler = SchemaCompiler(documents: remotes, dialect: dialect, assertsFormats: assertsFormats)
            guard let schema = compiler.compile(group.schema.root) else {
                let reason = compiler.diagnostics.first { $0.severity == .error }?.message ?? "no reason given"
                outcome.refused[reason, default: 0] += 1
                outcome.refusedTests += group.tests.count
                return
            }
            for test in group.tests {
                outcome.testsRun += 1
                let verdicts = [schema.accepts(test.data), schema.violations(of: test.data).isEmpty]
                if verdicts != [test.isValid, test.isValid] {
                    outcome.wrongVerdicts.append("\(group.file): \(group.description): \(test.description)")
                }
            }
        }
    }
}

extension OfficialSuite.Outcome {
    /// Says what was refused, for whoever reads the log.
    func printRefusals(_ title: String) {
        let count = refused.values.reduce(0, +)
        print("\(title): \(testsRun) tests run, \(count) schemas with \(refusedTests) tests refused")
        for (reason, count) in refused.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("  \(count) \(reason)")
        }
    }
}
