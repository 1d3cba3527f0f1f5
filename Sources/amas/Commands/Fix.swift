import APISpec
import ArgumentParser
import Foundation
import Gateway
import JSON
import JSONSchema

/// `amas fix`: mends a body or a curl line by the contract.
struct Fix: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mend a body or a curl line by the contract.",
        usage: """
            amas fix [--spec SPEC] --operation ID FILE [--in-place]
            amas fix [--spec SPEC] -- curl [-X METHOD] URL [-H HEADER] [-d BODY]
            """,
        discussion: """
            A body is JSON, or an urlencoded form for an operation that reads no JSON. \
            Prints the mended body or line on standard output, and what was changed on standard error. Values that only \
            you know are stand-ins: fill them in. Exits 0 when there was nothing to mend or all was mended, 1 when \
            something could not be, 2 when the command could not run. docs/repair.md says more.
            """)

    @Option(help: "Folder with openapi.yaml, asyncapi.yaml, errors.yaml and limits.yaml, or one OpenAPI document.")
    var spec = "spec"

    @Option(help: "The operationId of the request that the body is for.")
    var operation: String?

    @Flag(help: "Write the mended body to the file instead of printing it.")
    var inPlace = false

    @Argument(help: "File with the body; - for standard input.")
    var file: String?

    @Argument(parsing: .postTerminator, help: "A curl line, after --.")
    var curl: [String] = []

    func run() throws {
        if !curl.isEmpty {
            guard operation == nil, file == nil, !inPlace else {
                throw ValidationError("give a file with --operation, or a curl line after --, not both")
            }
            return try mendLine(try mender())
        }
        guard let operation, let file else {
            throw ValidationError("give --operation and a file, or a curl line after --")
        }
        let mender = try mender()
        if mender.readsFormsAlone(operation) { return try mendForm(file, operation, mender) }
        try mendFile(file, operation, mender)
    }

    private func mender() throws -> RequestMender {
        let files = try FileReading.specFiles(spec)
        do throws(Diagnostics) { return RequestMender(try Contract.load(files).contract) } catch {
            for one in error.sorted where one.severity == .error { Console.error(one.text) }
            throw Self.stop("\(spec): a specification with mistakes mends nothing")
        }
    }

    private func mendFile(_ file: String, _ operation: String, _ mender: RequestMender) throws {
        let body = try readJSON(file)
        guard let (faults, repair) = mender.mend(body: body, of: operation) else {
            let meant = Suggestion.nearest(to: operation, among: mender.operationIDs)
            throw Self.stop(
                "\(spec): no operation \(operation) reads JSON or a form"
                    + (meant.map { "; did you mean \($0)?" } ?? ""))
        }
        if faults.isEmpty {
            Console.error("\(file): nothing to mend")
            if !inPlace { Console.out(body.indentedText) }
            return
        }
        guard let repair, let patched = try? repair.patch.applied(to: body) else { throw unmended(faults) }
        try finish(patched.indentedText, repair)
    }

    private func mendForm(_ file: String, _ operation: String, _ mender: RequestMender) throws {
        let form = try readBytes(file).trimmed
        guard let (faults, repair, mended) = mender.mend(form: form, of: operation) else {
            throw Self.stop("\(file): is larger than the contract allows")
        }
        if faults.isEmpty {
            Console.error("\(file): nothing to mend")
            if !inPlace { Console.out(String(decoding: form, as: UTF8.self)) }
            return
        }
        guard let repair, let mended else { throw unmended(faults) }
        try finish(String(decoding: mended, as: UTF8.self), repair)
    }

    /// Says what was changed, and prints the mended body or writes it to the file.
    private func finish(_ body: String, _ repair: Repair) throws {
        RepairReport.lines(repair).forEach(Console.error)
        guard inPlace, let file, file != "-" else { return Console.out(body) }
        do {
            try Data((body + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw Self.stop("\(file): cannot be written")
        }
    }

    private func readBytes(_ file: String) throws -> [UInt8] {
        file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try FileReading.bytes(file)
    }

    private func readJSON(_ file: String) throws -> JSONValue {
        let bytes = try readBytes(file)
        do throws(JSONSyntaxError) { return JSONValue(try Document.json(bytes).root) } catch {
            throw Self.stop("\(file):\(error.line):\(error.column): is not JSON: \(error.message)")
        }
    }

    private func mendLine(_ mender: RequestMender) throws {
        let line: CurlLine
        do {
            line = try CurlLine(curl) { name in String(decoding: try FileReading.bytes(name), as: UTF8.self) }
        } catch let problem as CurlLine.Problem {
            throw Self.stop(problem.message)
        }
        let mended = mender.mend(line.request)
        if !mended.isChanged, mended.problem == nil { Console.error("nothing to mend") }
        for suggestion in mended.suggestions { RepairReport.lines(suggestion).forEach(Console.error) }
        if let repair = mended.repair { RepairReport.lines(repair).forEach(Console.error) }
        Console.out(line.sending(mended.request).description)
        guard let problem = mended.problem else { return }
        Console.error("error: \(problem)")
        throw unmended(mended.faults)
    }

    /// What is wrong and stays so.
    private func unmended(_ faults: [Fault]) -> ExitCode {
        for fault in faults { Console.error("error: \(fault.place) \(fault.pointer) \(fault.message)") }
        return .findings
    }

    private static func stop(_ reason: String) -> ExitCode {
        Console.error("error: \(reason)")
        return .couldNotRun
    }
}

/// What a repair does, for people.
enum RepairReport {
    static func lines(_ repair: Repair) -> [String] {
        repair.patch.operations.map { operation in
            let place = operation.path.tokens.isEmpty ? "the body" : operation.path.description
            switch operation {
            case .add(_, let value): return "added \(place): \(shown(value))"
            case .replace(_, let value): return "changed \(place) to \(shown(value))"
            case .remove: return "left out \(place)"
            case .move(let from, _): return "renamed \(from) to \(place)"
            case .copy(let from, _): return "copied \(from) to \(place)"
            case .test: return "looked at \(place)"
            }
        } + repair.holes.map { "fill in \($0.tokens.isEmpty ? "the body" : $0.description)" }
            + repair.losses.map { "not kept: what was at \($0.tokens.isEmpty ? "the body" : $0.description)" }
    }

    static func lines(_ suggestion: RequestSuggestion) -> [String] {
        [
            suggestion.method.map { "method \($0)" }, suggestion.path.map { "path \($0)" },
            suggestion.query.map { "query \($0)" },
        ].compactMap(\.self) + suggestion.headers.sorted { $0.key < $1.key }.map { "header \($0.key): \($0.value)" }
    }

    private static func shown(_ value: JSONValue) -> String {
        let text = value.jsonText
        return text.count <= 100 ? text : text.prefix(97) + "..."
    }
}

extension [UInt8] {
    /// Without the line end that a text file has.
    fileprivate var trimmed: [UInt8] {
        let isLineEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
        return Array(prefix((lastIndex { !isLineEnd($0) } ?? -1) + 1))
    }
}
