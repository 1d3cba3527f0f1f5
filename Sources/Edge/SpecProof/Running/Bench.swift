import ConformanceSuite
import Foundation
import JSON

/// Where servers are started and judged: the binary, a working folder, and accounts that have logged in.
actor Bench {
    struct Template: Sendable {
        let data: URL
        let users: [User]
        let madeAt: ContinuousClock.Instant
    }

    let source: ProofSource
    let binary: String
    let folder: URL
    /// The judge of the files as they are, by profile.
    let judges: [Profile: JudgedSpec]
    /// What a server on the files as they are is given, by profile and place.
    let served: [Profile: [String: [UInt8]]]
    private var template: Template?
    private var count = 0
    /// Servers that were started to be judged.
    private(set) var started = 0
    /// Tokens hold for half an hour.
    private static let freshness = Duration.seconds(1_200)

    static let people = [
        User(username: "olga", password: "a password of olga", role: "operator"),
        User(username: "oskar", password: "a password of oskar", role: "operator"),
        User(username: "vera", password: "a password of vera", role: "viewer"),
        User(username: "anton", password: "a password of anton", role: "admin"),
    ]

    init(_ source: ProofSource, binary: String, folder: URL) throws {
        self.source = source
        self.binary = binary
        self.folder = folder
        let wide = source.trees(in: .wide, keepsExamples: true)
        served = Dictionary(
            uniqueKeysWithValues: [Profile.plain, .wide].map { profile in
                let forms = source.trees(in: profile, keepsExamples: false)
                let contents = source.files.map { ($0.place, Array((forms[$0.name] ?? $0.tree).indentedText.utf8)) }
                return (profile, Dictionary(contents, uniquingKeysWith: { first, _ in first }))
            })
        judges = [.plain: try source.judge(), .wide: try JudgedSpec(source.specification(with: wide))]
    }

    /// Accounts and tokens; made anew before the tokens run out.
    func current() async throws -> Template {
        if let template, template.madeAt.duration(to: .now) < Self.freshness { return template }
        let made = try await makeTemplate()
        template = made
        return made
    }

    /// A place for one more server.
    func newFolder() -> URL {
        count += 1
        return folder.appendingPathComponent("\(count)")
    }

    func countStart() { started += 1 }

    private func makeTemplate() async throws -> Template {
        let place = try ProofFolder(newFolder(), contents: served[.wide] ?? [:], data: nil)
        for user in Self.people { try add(user, in: place.url) }
        guard let judge = judges[.wide] else { throw CouldNotProve("there is no judge") }
        let (server, address) = try await startUnchanged(in: place.url)
        let suite = ConformanceSuite(spec: judge, address: address, users: Self.people)
        let users = try await suite.usersWithTokens(clock: Ticks.now, pause: Ticks.pause)
        try await server.stop()
        return Template(data: place.data, users: users, madeAt: .now)
    }

    private func startUnchanged(in folder: URL) async throws -> (MutantServer, ServerAddress) {
        switch try await MutantServer.start(binary, in: folder) {
        case .listening(let server, let address): return (server, address)
        case .refused(let mistake):
            throw CouldNotProve("the server does not start on the files as they are: \(mistake)")
        }
    }

    private func add(_ user: User, in folder: URL) throws {
        let secret = folder.appendingPathComponent("password")
        try Data(user.password.utf8).write(to: secret)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = [
            "users", "add", user.username, "--role", user.role, "--password-file", "password", "--data", "data",
        ]
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CouldNotProve("the account \(user.username) cannot be made") }
    }
}

extension ProofSource {
    /// Every file in the form of a profile.
    func trees(in profile: Profile, keepsExamples: Bool) -> [String: JSONValue] {
        Dictionary(
            files.map { ($0.name, profile.form($0.tree, of: $0.kind, keepsExamples: keepsExamples)) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// Why nothing could be proven.
public struct CouldNotProve: Error, Sendable, CustomStringConvertible {
    public var description: String

    init(_ reason: String) { description = reason }
}

/// The clock of the suite.
enum Ticks {
    private static let start = ContinuousClock.now

    @Sendable static func now() -> Int64 { Int64((ContinuousClock.now - start) / .nanoseconds(1)) }
    @Sendable static func pause(_ nanoseconds: Int64) async { try? await Task.sleep(for: .nanoseconds(nanoseconds)) }
}
