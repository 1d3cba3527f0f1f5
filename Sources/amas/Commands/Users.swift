public import Access
public import ArgumentParser
import Foundation
import JSON
import SQLiteStore

/// `amas users`: the accounts that may log in.
struct Users: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add and list the accounts that may log in, and change their passwords.",
        subcommands: [Add.self, List.self, Passwd.self])
}

/// The options that every `amas users` command takes.
struct UserOptions: ParsableArguments {
    @Option(help: "The server's data folder.")
    var data = ".amas"

    /// Opens the accounts; the folder is made when missing, as `amas serve` would.
    func accounts() throws -> SQLiteAccounts {
        do { return try Stores.accounts(in: DataFolder(data)) } catch {
            Console.error("error: \(error.message)")
            throw ExitCode.couldNotRun
        }
    }
}

extension Users {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an account.")

        @Argument(help: "The name to log in with: letters, digits, dot, dash and underscore.")
        var name: String

        @Option(help: "What the account may do: viewer, operator or admin.")
        var role: Role

        @OptionGroup var password: PasswordOptions
        @OptionGroup var options: UserOptions

        func validate() throws {
            guard name.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9._-]{0,63}/#) != nil else {
                throw ValidationError("a name has 1 to 64 letters, digits, dots, dashes and underscores")
            }
        }

        func run() async throws {
            let accounts = try options.accounts()
            let chosen = try password.choose()
            let hash = try await PasswordOptions.hash(chosen.text)
            let account = Account(
                username: name, role: role, passwordHash: hash, createdAt: .now(),
                tokensValidAfter: Timestamp(milliseconds: 0))
            try await Users.reporting { () throws(AccountError) in try await accounts.add(account) }
            Console.out("added \(role.rawValue) \(name)")
            chosen.show(for: name)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the accounts.")

        @OptionGroup var options: UserOptions

        func run() async throws {
            for account in try await options.accounts().accounts() {
                Console.out("\(account.username)\t\(account.role.rawValue)\t\(account.createdAt)")
            }
        }
    }

    struct Passwd: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a password; tokens issued before no longer hold.")

        @Argument(help: "The account.")
        var name: String

        @OptionGroup var password: PasswordOptions
        @OptionGroup var options: UserOptions

        func run() async throws {
            let accounts = try options.accounts()
            let chosen = try password.choose()
            let hash = try await PasswordOptions.hash(chosen.text)
            try await Users.reporting { () throws(AccountError) in
                try await accounts.replacePassword(of: name, hash: hash, tokensValidAfter: .now())
            }
            Console.out("changed the password of \(name)")
            chosen.show(for: name)
        }
    }

    /// Runs one change and tells a refusal in words.
    fileprivate static func reporting(_ change: () async throws(AccountError) -> Void) async throws {
        do { try await change() } catch {
            switch error {
            case .exists(let name): Console.error("error: an account \(name) is there already")
            case .unknown(let name): Console.error("error: there is no account \(name); amas users list shows them")
            case .store(let reason): Console.error("error: the store refused: \(reason)")
            }
            throw ExitCode.couldNotRun
        }
    }
}

extension Role: ExpressibleByArgument {}
