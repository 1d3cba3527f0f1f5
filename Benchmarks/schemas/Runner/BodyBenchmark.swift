import APISpec
import Foundation
import JSON
import JSONSchema

/// Times reading the body of one request and judging it by its contract, within the limits of that contract.
struct BodyBenchmark {
    private let body: [UInt8]
    private let schema: CompiledSchema
    private let limits: JSONLimits

    /// - Parameters:
    ///   - folder: the specification.
    ///   - operation: its operationId.
    init(folder: String, operation: String, body: [UInt8]) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        let files = try names.map { ("\(folder)/\($0)", try SchemaBenchmark.bytes("\(folder)/\($0)")) }
        let spec = SpecFiles(root: folder, files: Dictionary(uniqueKeysWithValues: files))
        let contract = try Contract.load(spec).contract
        guard let found = contract.operations.first(where: { $0.id == operation }),
            let schema = found.body?.content.first(where: { $0.range?.isJSON ?? false })?.schema
        else { fatalError("\(folder): no operation \(operation) reads JSON") }
        let bounds = contract.limits.request
        self.body = body
        self.schema = schema
        limits = JSONLimits(bytes: bounds.bodyBytes, depth: bounds.jsonDepth, nodes: bounds.jsonNodes)
        guard judge() else { fatalError("the contract refuses the body") }
    }

    /// One line of JSON: nanoseconds of one reading and judging, from so many rounds of a hundred each.
    func run(_ rounds: Int) -> String {
        var times: [Int] = []
        for _ in 0..<rounds {
            let start = SchemaBenchmark.now()
            for _ in 0..<Self.round where !judge() { fatalError("one body, two verdicts") }
            times.append((SchemaBenchmark.now() - start) / Self.round)
        }
        times.sort()
        return #"{"bytes": \#(body.count), "median_ns": \#(times[rounds / 2]), "p99_ns": \#(times[rounds * 99 / 100])}"#
    }

    private static let round = 100

    private func judge() -> Bool {
        guard let document = try? Document.json(body, limits: limits) else { return false }
        return schema.violations(of: document.root, direction: .request).isEmpty
    }
}
