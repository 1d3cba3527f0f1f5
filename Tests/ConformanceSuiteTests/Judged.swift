import APISpec
import Foundation
import JSON
import TestSupport
import Testing

@testable import ConformanceSuite

/// The shipped specification with times short enough for tests, and runs of it that ask nobody.
enum Judged {
    static let users = [
        User(username: "olga", password: "a password of olga", role: "operator"),
        User(username: "oskar", password: "a password of oskar", role: "operator"),
        User(username: "anton", password: "a password of anton", role: "admin"),
    ]

    static let files: SpecFiles = {
        let folder = "\(Suites.packageRoot)/spec"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var files: [String: [UInt8]] = [:]
        for name in names {
            files["spec/\(name)"] = (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))).map(Array.init)
        }
        var limits = String(decoding: files["spec/limits.yaml"] ?? [], as: UTF8.self)
        for (key, seconds) in [("head_seconds", 10), ("body_seconds", 30), ("heartbeat_seconds", 20)] {
            limits = limits.replacingOccurrences(of: "\(key): \(seconds)", with: "\(key): 1")
        }
        files["spec/limits.yaml"] = Array(limits.utf8)
        return SpecFiles(root: "spec", files: files)
    }()

    static let spec = Result { try JudgedSpec(files) }

    /// A run in which two users have logged in, at a moment that stands still.
    static func run() throws -> Run {
        let address = try #require(ServerAddress("http://127.0.0.1:9"))
        let run = Run(
            spec: try spec.get(), address: address, selection: Selection(), watches: [], seed: 1, clock: { 0 },
            pause: { _ in },
            tell: { _ in })
        run.today = { Timestamp(milliseconds: 1_795_833_540_000) }
        run.identities = users.map { Identity(user: $0, token: "to.ke.n", expiresIn: 1_800) }
        return run
    }
}
