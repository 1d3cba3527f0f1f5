public import ArgumentParser
import JSON
public import Logging

/// `amas serve`: checks every file, then serves until a signal ends it.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API that the YAML files describe.",
        discussion: """
            Ready when standard error says: listening on http://HOST:PORT
            Secrets come by file or environment, never by flag: AMAS_TOKEN_SECRET_FILE names a file with the secret \
            that signs tokens (32 bytes or more, readable by its owner alone), AMAS_CREDENTIALS_KEY_FILE one with the key \
            that encrypts credentials of integrations; without them each is made in the data folder.
            """)

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port of the API; 0 takes a free one.")
    var port = 8000

    @Option(help: "Port of the admin listener (liveness and readiness), always on loopback; 0 takes a free one.")
    var adminPort = 8001

    @OptionGroup var files: FileOptions

    @Option(help: "Folder for the database and the secret; made when missing.")
    var data = ".amas"

    @Flag(
        help: """
            Development: agents and integrations may reach loopback addresses, agents may read the current folder, \
            logs are readable lines.
            """)
    var dev = false

    @Option(help: "The least that is logged: debug, info (a line a request), notice, warning or error.")
    var logLevel = Logger.Level.info

    func validate() throws {
        for number in [port, adminPort] where !(0...65_535).contains(number) {
            throw ValidationError("\(number) is not a port: ports are 0 to 65535")
        }
    }

    func run() async throws {
        let project = try Project.read(files)
        for one in project.diagnostics.sorted { Console.error(one.text) }
        guard !project.diagnostics.hasErrors, let contract = project.contract, let agents = project.agents,
            let integrations = project.integrations
        else {
            Console.error("not started: the files above have mistakes; amas check shows them again")
            throw ExitCode.findings
        }
        defer { LineWriter.standardError.flush() }
        do {
            try await Composition(
                command: self, contract: contract, agents: agents, integrations: integrations
            ).run()
        } catch let problem as StartProblem {
            Console.error("error: \(problem.message)")
            throw ExitCode.couldNotRun
        }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// Why the server could not start, in words for the operator.
struct StartProblem: Error {
    var message: String

    init(_ message: String) { self.message = message }
}
