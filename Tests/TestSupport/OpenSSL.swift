import Foundation
import Synchronization

/// Certificates and TLS servers made with the `openssl` command while a test runs.
public struct OpenSSL: Sendable {
    public struct Failure: Error {
        public let arguments: [String]
        public let output: String
    }

    /// A temporary folder of its own; `remove()` deletes it.
    let folder: URL

    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("openssl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    public func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Runs `openssl` in the folder and gives what it printed; throws when it fails.
    @discardableResult
    public func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(arguments: arguments, output: output) }
        return output
    }

    /// Makes NAME.pem and NAME.key: a self-signed certificate for `names`, such as "DNS:a.example" or "IP:127.0.0.1".
    public func selfSigned(
        _ name: String, names: [String], key: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        more: [String] = []
    ) throws {
        try run(
            ["req", "-x509", "-nodes", "-days", "30", "-subj", "/C=DE/O=Test/CN=\(name)", "-newkey"] + key
                + ["-keyout", "\(name).key", "-out", "\(name).pem"]
                + (names.isEmpty ? [] : ["-addext", "subjectAltName=" + names.joined(separator: ",")]) + more)
    }

    /// Makes NAME.pem and NAME.key, signed by the authority AUTHORITY.pem that `selfSigned` made.
    public func signed(_ name: String, by authority: String, names: [String]) throws {
        try run([
            "req", "-x509", "-nodes", "-days", "30", "-subj", "/CN=\(name)", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-CA", "\(authority).pem", "-CAkey", "\(authority).key",
            "-keyout", "\(name).key", "-out", "\(name).pem", "-addext",
            "subjectAltName=" + names.joined(separator: ","), "-addext",
            "basicConstraints=critical,CA:FALSE",
        ])
    }

    public func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    public func write(_ text: String, to file: String) throws {
        try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
    }

    /// The bytes of NAME.pem in DER.
    public func der(_ name: String) throws -> [UInt8] {
        try run(["x509", "-in", "\(name).pem", "-outform", "DER", "-out", "\(name).der"])
        return Array(try Data(contentsOf: folder.appendingPathComponent("\(name).der")))
    }

    /// Starts `openssl s_server` on loopback with NAME.pem and NAME.key.
    public func serve(_ name: String, _ arguments: [String] = []) throws -> OpenSSLServer {
        try OpenSSLServer(
            folder: folder, arguments: ["-cert", "\(name).pem", "-key", "\(name).key"] + arguments)
    }
}

/// A running `openssl s_server`.
public final class OpenSSLServer: Sendable {
    public let port: Int
    private let stopper: @Sendable () -> Void
    private let stopped = Mutex(false)

    init(folder: URL, arguments: [String]) throws {
        let process = Process()
        let output = Pipe()
        let input = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["s_server", "-accept", "127.0.0.1:0"] + arguments
        process.currentDirectoryURL = folder
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let identifier = process.processIdentifier
        // The pipes must outlive the process: a closed standard input ends the server.
        stopper = {
            kill(identifier, SIGKILL)
            _ = (input, output)
        }
        var text = ""
        var port: Int?
        while port == nil {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw OpenSSL.Failure(arguments: arguments, output: text) }
            text += String(decoding: data, as: UTF8.self)
            port = Self.port(in: text)
        }
        self.port = port ?? 0
        // What it prints later must be read, or it stops when the pipe is full.
        Thread.detachNewThread { while !output.fileHandleForReading.availableData.isEmpty {} }
    }

    // Also for tests that fail before they come to stop it.
    deinit { stop() }

    /// Ends the server.
    ///
    /// Only the first call does: later the process number may belong to another process.
    public func stop() {
        let isFirst = stopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        if isFirst { stopper() }
    }

    /// From the line "ACCEPT 127.0.0.1:41235".
    private static func port(in text: String) -> Int? {
        guard
            let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .first(where: { $0.hasPrefix("ACCEPT") })
        else { return nil }
        return line.split(separator: ":").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }
}
