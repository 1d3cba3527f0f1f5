import APISpec
import ArgumentParser
import ConformanceSuite
import Foundation
import JSON
import SpecProof
import UnixSignals

/// `amas prove`: changes every line of the files and shows that somebody notices.
struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show for every line of the YAML files that it counts.",
        discussion: """
            Changes one line at a time, starts a server on the changed files, and judges it by the files as they are: a \
            line that can be changed without anything turning red is dead. Exits 0 when no line is dead, 1 when one is, \
            2 when nothing could be proven. docs/prove.md explains the words.
            """)

    @OptionGroup var files: FileOptions

    @Option(help: "Try only lines of this file, such as spec/limits.yaml; may be given more than once.")
    var file: [String] = []

    @Option(help: "Try only these lines of the file, such as 190-250.")
    var lines: String?

    @Option(help: "Try every so many-th node.")
    var every = 1

    @Option(help: "Where to begin with --every.")
    var seed = 1

    @Option(help: "Begin nothing after so many minutes; what is left over is untried.")
    var minutes: Int?

    @Option(help: "Servers judged side by side.")
    var jobs = 2 * ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Write the verdict of every line as JSON.")
    var json: String?

    @Flag(help: "Print every line, not only those that are not proven.")
    var all = false

    func validate() throws {
        guard every > 0, jobs > 0, minutes ?? 1 > 0 else { throw ValidationError("give a number above 0") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("amas-prove-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let proof = SpecProof(try readSource(), binary: try Self.ownBinary(), jobs: jobs, part: try part())
        let (report, signal): (ProofReport, UnixSignal?)
        do {
            (report, signal) = try await Interruptible.run {
                try await proof.run(in: folder) { Console.error("[\($1)/\($2)] \($0)") }
            }
        } catch let error as CouldNotProve { throw Self.stop(error.description) } catch let error as CouldNotJudge {
            throw Self.stop(error.reason)
        }
        for line in report.lines where all || (!line.isProven && line.standing != .untried) {
            Console.out(line.summary)
        }
        Console.out(report.summary)
        try write(report)
        if let signal { throw ExitCode.interrupted(by: signal) }
        if !report.dead.isEmpty { throw ExitCode.findings }
    }

    private func part() throws -> ProofPart {
        let range = try lines.map { text -> ClosedRange<Int> in
            let ends = text.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last, ends.count <= 2, file.count == 1 else {
                throw ValidationError("--lines takes a line or a range such as 190-250, beside one --file")
            }
            return first...last
        }
        return ProofPart(
            files: Set(file), lines: range, every: every, seed: seed, limit: minutes.map { .seconds($0 * 60) })
    }

    private func readSource() throws -> ProofSource {
        let specification = try FileReading.specFiles(files.spec)
        let agents = (name: files.agents, content: try FileReading.bytes(files.agents))
        let source: ProofSource
        do throws(Diagnostics) { source = try ProofSource(specification, agents: agents) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.couldNotRun
        }
        if let unknown = file.first(where: { !source.names.contains($0) }) {
            throw Self.stop("\(unknown) is none of \(source.names.joined(separator: ", "))")
        }
        return source
    }

    private func write(_ report: ProofReport) throws {
        guard let json, !OutputFile.write(report.json.indentedText, to: json) else { return }
        throw ExitCode.couldNotRun
    }

    private static func ownBinary() throws -> String {
        let link = "/proc/self/exe"
        do { return try FileManager.default.destinationOfSymbolicLink(atPath: link) } catch {
            throw stop("\(link): the server's own executable cannot be found")
        }
    }

    private static func stop(_ reason: String) -> ExitCode {
        Console.error("error: \(reason)")
        return .couldNotRun
    }
}
