import ArgumentParser
import Foundation
import UnixSignals

/// The command line; exit codes: 0 good, 1 findings in the files, 2 could not run.
@main
struct AMAS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amas",
        abstract: "An API server for fleets of agents, described by YAML files.",
        version: Version.text,
        subcommands: [Serve.self, Check.self, Mock.self, Conform.self, Prove.self, Fix.self, Users.self])
}

/// The version of this build, as it stands in CHANGELOG.md.
enum Version {
    static let text = "0.1.0"
}

extension ExitCode {
    /// The files have mistakes.
    static let findings = ExitCode(1)
    /// Something outside the files kept the command from running.
    static let couldNotRun = ExitCode(2)
    /// The judge does not find what it must.
    static let selfCheckFailed = ExitCode(3)

    /// 128 and the number of the signal, as shells have it.
    static func interrupted(by signal: UnixSignal?) -> ExitCode { ExitCode(128 + (signal?.rawValue ?? SIGINT)) }
}
