import Foundation
import JSON
import JSONSchema
import SchemaInstances

/// Injects single faults into valid bodies of real OpenAPI documents and writes what the validator makes of them, one
/// JSON object a line.
///
/// `figures.py` judges them with another validator and prints the table.
///
///     repair-figures [--seed N] [--sites N] FILE...
@main
enum RepairFigures {
    static func main() throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        let seed = take("--seed", from: &arguments).flatMap(UInt64.init) ?? 1
        let sites = take("--sites", from: &arguments).flatMap(Int.init) ?? 3
        for path in arguments {
            guard let data = FileManager.default.contents(atPath: path) else { throw Problem.unreadable(path) }
            var run = Run(try BodyCatalogue(Array(data), file: (path as NSString).lastPathComponent), seed, sites)
            run.run()
        }
    }

    private static func take(_ name: String, from arguments: inout [String]) -> String? {
        guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
        defer { arguments.removeSubrange(index...(index + 1)) }
        return arguments[index + 1]
    }

    enum Problem: Error { case unreadable(String) }
}

/// All faults of all bodies of one document.
private struct Run {
    private let catalogue: BodyCatalogue
    private var dice: Dice
    /// Places at most for each kind of fault in one body.
    private let sites: Int

    init(_ catalogue: BodyCatalogue, _ seed: UInt64, _ sites: Int) {
        self.catalogue = catalogue
        self.sites = sites
        dice = Dice(seed: seed)
    }

    mutating func run() {
        for body in catalogue.bodies {
            guard let schema = catalogue.library.compiled(body.schema) else {
                write([
                    "record": "body", "document": .string(catalogue.file), "operation": .string(body.operation),
                    "state": "not compiled",
                ])
                continue
            }
            guard let valid = catalogue.validInstance(of: SchemaView(body.schema, catalogue.library), schema) else {
                write([
                    "record": "body", "document": .string(catalogue.file), "operation": .string(body.operation),
                    "state": "no instance",
                ])
                continue
            }
            write([
                "record": "body", "document": .string(catalogue.file), "operation": .string(body.operation),
                "schema": .string(body.pointer), "state": "ok", "valid": valid,
            ])
            inject(into: valid, body, schema)
        }
    }

    private mutating func inject(into valid: JSONValue, _ body: BodyCatalogue.Body, _ schema: CompiledSchema) {
        let all = Sites.of(valid, SchemaView(body.schema, catalogue.library))
        for kind in FaultKind.allCases {
            var injections = all.flatMap { kind.injections(at: $0) }
            injections.removeAll { $0.change(valid) == valid }
            for injection in injections.shuffled(using: &dice).prefix(sites) {
                judge(injection, kind, valid, body, schema)
            }
        }
    }

    private func judge(
        _ injection: Injection, _ kind: FaultKind, _ valid: JSONValue, _ body: BodyCatalogue.Body,
        _ schema: CompiledSchema
    ) {
        let faulty = injection.change(valid)
        let node = Document(faulty).root
        let start = ContinuousClock.now
        let violations = schema.violations(of: node, direction: .request)
        let middle = ContinuousClock.now
        let repair = violations.isEmpty ? nil : schema.repair(of: node, direction: .request)
        let end = ContinuousClock.now
        var line: JSONObject = [
            "record": "fault", "document": .string(catalogue.file), "operation": .string(body.operation),
            "schema": .string(body.pointer), "kind": .string(kind.rawValue),
            "place": .string(injection.place.description), "faulty": faulty, "detected": .bool(!violations.isEmpty),
            "named": .bool(violations.first.map(injection.isNamed) ?? false),
            "validate_us": .integer(Int((middle - start) / .microseconds(1))),
            "repair_us": .integer(Int((end - middle) / .microseconds(1))),
        ]
        if let first = violations.first {
            line["first"] = .string("\(first.instance) \(first.keyword): \(first.message)")
        }
        if let repair {
            line["patch"] = repair.patch.json
            line["holes"] = .array(repair.holes.map { .string($0.description) })
            line["losses"] = .array(repair.losses.map { .string($0.description) })
        }
        write(line)
    }

    private func write(_ line: JSONObject) {
        FileHandle.standardOutput.write(Data((JSONValue.object(line).jsonText + "\n").utf8))
    }
}
