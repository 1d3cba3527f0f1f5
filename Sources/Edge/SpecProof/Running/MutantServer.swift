import ConformanceSuite
import Foundation

/// One server on one changed specification: a child process that is killed when it has been judged.
final class MutantServer {
    enum Start {
        case listening(MutantServer, ServerAddress)
        /// It ended before it listened; those of its lines that name a mistake.
        case refused(String)
    }

    private let process: Process
    private let log: URL

    private init(_ process: Process, log: URL) {
        self.process = process
        self.log = log
    }

    /// Starts the binary in a folder that has `spec`, `agents.yaml` and `data`, on ports that are free.
    static func start(_ binary: String, in folder: URL, patience: Duration = .seconds(30)) async throws -> Start {
        let log = folder.appendingPathComponent("log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = try FileHandle(forWritingTo: log)
        defer { try? output.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = [
            "serve", "--port", "0", "--admin-port", "0", "--spec", "spec", "--agents", "agents.yaml", "--data", "data",
            "--dev", "--log-level", "error",
        ]
        process.currentDirectoryURL = folder
        process.standardError = output
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let server = MutantServer(process, log: log)
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if let address = server.address { return .listening(server, address) }
            if !process.isRunning { return .refused(server.mistake) }
            try? await Task.sleep(for: .milliseconds(5))
            if Task.isCancelled { break }
        }
        server.kill()
        return .refused("it did not listen within \(patience)")
    }

    /// Ends it as a service manager would, and waits until it has.
    func stop() async throws {
        process.terminate()
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    }

    func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private var lines: [Substring] {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n")
    }

    private var address: ServerAddress? {
        let mark = "listening on "
        return lines.first { $0.hasPrefix(mark) }.flatMap { ServerAddress(String($0.dropFirst(mark.count))) }
    }

    private var mistake: String {
        let lines = lines
        let mistakes = lines.filter { $0.contains("error") }
        let told = mistakes.isEmpty ? Array(lines.prefix(1)) : mistakes
        return told.isEmpty ? "it ended without a word" : String(told.joined(separator: "; ").prefix(300))
    }
}
