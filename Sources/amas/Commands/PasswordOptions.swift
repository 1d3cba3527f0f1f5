import Access
import ArgumentParser
import Foundation

/// How a command gets a password: from a file, else a random one that is shown once.
struct PasswordOptions: ParsableArguments {
    @Option(help: "File with the password on its first line; without it a random one is made and shown once.")
    var passwordFile: String?

    /// The password to set, and whether it was made here.
    struct Choice {
        var text: String
        var isNew: Bool

        /// Shows a password that nobody has seen yet; one from a file is known already.
        func show(for name: String) {
            if isNew { Console.out("password: \(text)\n(shown this once)") }
        }
    }

    func choose() throws -> Choice {
        guard let passwordFile else { return Choice(text: Password.random(), isNew: true) }
        guard let data = FileManager.default.contents(atPath: passwordFile),
            let line = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .first
        else {
            Console.error("error: \(passwordFile): cannot be read")
            throw ExitCode.couldNotRun
        }
        return Choice(text: String(line), isNew: false)
    }

    static func hash(_ password: String) async throws -> String {
        do { return try await PasswordHasher().hash(password) } catch {
            Console.error("error: a password has 8 to 256 bytes, this one has \(password.utf8.count)")
            throw ExitCode.couldNotRun
        }
    }
}
