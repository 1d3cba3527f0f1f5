import ArgumentParser
import JSON

/// `amas check`: reads every YAML file and prints all mistakes at once.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read every YAML file and print all mistakes at once.",
        discussion: """
            A folder is held to the rules of this server. --spec FILE takes any OpenAPI 3.0 or 3.1 document, in YAML or \
            JSON, with the files it refers to below its folder: what leaves open which requests and answers are meant is \
            an error, any other mistake a warning, and one that is repeated is told once, with its places.
            Exits 0 when there are no errors, 1 when there are, 2 when a file could not be read.
            """)

    @OptionGroup var files: FileOptions

    @Option(help: "How to print: text for people, json for programs, sarif and github for CI.")
    var format = DiagnosticFormat.text

    func run() async throws {
        let project = try Project.read(files)
        let found = project.diagnostics.sorted
        Console.out(format.render(found, files: project.fileCount, operations: project.operations))
        if project.diagnostics.hasErrors { throw ExitCode.findings }
    }
}
