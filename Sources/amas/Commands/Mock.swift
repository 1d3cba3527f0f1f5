import APISpec
import ArgumentParser
import JSON
import Logging
import MockServer
import ServiceLifecycle
import UnixSignals

/// `amas mock`: serves any OpenAPI document with nothing behind it.
struct Mock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve any OpenAPI document with nothing behind it.",
        discussion: """
            Every request is held against the document; answers are its examples, or values made from its schemas. \
            Prefer: code=404, Prefer: example=NAME and Prefer: dynamic=true choose among them (docs/mock.md).
            Ready when standard error says: listening on http://HOST:PORT
            Exits 1 when the document has errors in every operation, 2 when it cannot be read or served.
            """)

    @Option(help: "The OpenAPI 3.0 or 3.1 document, or a folder of ours.")
    var spec: String

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 4010

    @Option(help: "Makes generated values look random, the same ones for the same seed.")
    var seed: UInt64?

    @Option(help: "The least that is logged: debug, info (a line a request), notice, warning or error.")
    var logLevel = Logger.Level.info

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("\(port) is not a port: ports are 0 to 65535") }
    }

    func run() async throws {
        let reading = SpecReading(try FileReading.specFiles(spec))
        report(reading)
        guard !reading.contract.operations.isEmpty else { throw ExitCode.findings }
        let level = logLevel
        let log = Logger(label: "amas") { LineLogHandler(label: $0, style: .words, logLevel: level) }
        let server: MockServer
        do throws(Diagnostics) { server = try MockServer(reading, seed: seed, log: log) } catch {
            for one in error.sorted { Console.error(one.text) }
            throw ExitCode.findings
        }
        defer { LineWriter.standardError.flush() }
        try await serve(server, log)
    }

    /// Errors in full; warnings are for `amas check`.
    private func report(_ reading: SpecReading) {
        let found = Diagnostics(reading.diagnostics)
        let errors = found.sorted.filter { $0.severity == .error }
        for one in errors { Console.error(one.text) }
        let (served, all) = (reading.contract.operations.count, reading.declaredOperations)
        let warnings = found.items.count - errors.count
        let told = warnings == 0 ? "" : "; amas check shows \(warnings) warnings"
        Console.error("serving \(served) of \(all) operations of \(spec)\(told)")
    }

    private func serve(_ server: MockServer, _ log: Logger) async throws {
        let shown = host.contains(":") ? "[\(host)]" : host
        let service = server.service(host: host, port: port) { Console.error("listening on http://\(shown):\($0)") }
        var quiet = log
        quiet.logLevel = max(log.logLevel, .warning)
        let group = ServiceGroup(
            services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        do { try await group.run() } catch {
            Console.error("error: \(error)")
            throw ExitCode.couldNotRun
        }
    }
}
