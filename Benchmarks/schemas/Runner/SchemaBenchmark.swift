import Foundation
import JSON
import JSONSchema

/// Times one schema on its instances: `SchemaBenchmark SCHEMA.json INSTANCES.jsonl LOOPS`.
///
/// Prints one line of JSON: nanoseconds for all instances together, each the mean of so many loops on one instance.
/// `SchemaBenchmark SPEC OPERATION BODY.json LOOPS` times the body of one request instead (`BodyBenchmark`).
@main
struct SchemaBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 5, let loops = Int(arguments[4]), loops > 0 {
            return print(
                try BodyBenchmark(folder: arguments[1], operation: arguments[2], body: bytes(arguments[3])).run(loops))
        }
        guard arguments.count == 4, let loops = Int(arguments[3]), loops > 0 else {
            fatalError("usage: SchemaBenchmark SCHEMA.json INSTANCES.jsonl LOOPS")
        }
        let start = now()
        let source = try Document.json(bytes(arguments[1]), limits: .all, file: "schema.json")
        var compiler = SchemaCompiler(
            documents: DocumentSet(["schema.json": source]), dialect: .draft202012, assertsFormats: false)
        guard let schema = compiler.compile(source.root) else {
            fatalError(compiler.diagnostics.map(\.text).joined(separator: "\n"))
        }
        let compiling = now() - start
        let lines = try bytes(arguments[2]).split(separator: UInt8(ascii: "\n")).map(Array.init)
        let instances = try lines.map { try Document.json($0, limits: .all).root }
        let accepted = instances.count { schema.accepts($0) }
        var evaluating = 0
        for instance in instances { evaluating += time(loops) { schema.accepts(instance) } }
        var reading = 0
        for line in lines {
            reading += time(loops) { (try? Document.json(line, limits: .all)).map { schema.accepts($0.root) } ?? false }
        }
        print(
            #"{"instances": \#(lines.count), "accepted": \#(accepted), "compile_ns": \#(compiling), "#
                + #""evaluate_ns": \#(evaluating), "read_and_evaluate_ns": \#(reading)}"#)
    }

    /// Nanoseconds of one call, the mean of `loops`.
    private static func time(_ loops: Int, _ judge: () -> Bool) -> Int {
        let start = now()
        var accepted = 0
        for _ in 0..<loops where judge() { accepted += 1 }
        let total = now() - start
        precondition(accepted == 0 || accepted == loops, "one instance, two verdicts")
        return total / loops
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func now() -> Int { Int(DispatchTime.now().uptimeNanoseconds) }
}

extension JSONLimits {
    fileprivate static let all = JSONLimits(bytes: 64 << 20, depth: 256, nodes: 4_000_000)
}
