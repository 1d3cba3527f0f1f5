import Access
import Foundation

/// The server's own folder: readable by its owner alone.
struct DataFolder {
    let path: String

    var tasks: String { path + "/tasks.sqlite" }
    var accounts: String { path + "/accounts.sqlite" }
    var credentialsKey: String { path + "/credentials-key" }
    private var secretFile: String { path + "/token-secret" }

    /// Opens the folder, making it when missing.
    init(_ path: String) throws(StartProblem) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartProblem("\(path): the data folder cannot be made; name another with --data")
        }
    }

    /// The secret that signs tokens: from the file named in the environment, else from this folder, made at first.
    func tokenSecret(environment: [String: String] = ProcessInfo.processInfo.environment) throws(StartProblem)
        -> [UInt8]
    {
        if let named = environment["AMAS_TOKEN_SECRET_FILE"] { return try readTokenSecret(named) }
        if FileManager.default.fileExists(atPath: secretFile) { return try readTokenSecret(secretFile) }
        let secret = Randomness.hex(32)
        try Self.create(secretFile, contents: secret)
        return Array(secret.utf8)
    }

    /// Refuses a secret that is too short to be safe (RFC 7518 section 3.2).
    private func readTokenSecret(_ file: String) throws(StartProblem) -> [UInt8] {
        let secret = try Self.readSecret(file, "token secret")
        guard secret.count >= 32 else {
            throw StartProblem("\(file): the token secret has \(secret.count) bytes and needs 32 or more")
        }
        return secret
    }

    /// Reads a secret, and refuses one that others may read.
    static func readSecret(_ file: String, _ name: String) throws(StartProblem) -> [UInt8] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let mode = attributes[.posixPermissions] as? Int, let data = FileManager.default.contents(atPath: file)
        else { throw StartProblem("\(file): the \(name) cannot be read") }
        guard mode & 0o077 == 0 else {
            throw StartProblem("\(file): others may read the \(name); run: chmod 600 \(file)")
        }
        return Array(data).trimmingNewline
    }

    /// Creates a file that only its owner may read, and never overwrites one.
    static func create(_ file: String, contents: String) throws(StartProblem) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw StartProblem("\(file): cannot be created") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(contents.utf8))
            try handle.synchronize()
        } catch {
            throw StartProblem("\(file): cannot be written")
        }
    }
}

extension [UInt8] {
    /// Without the newline that editors put at the end of a file.
    var trimmingNewline: [UInt8] { last == UInt8(ascii: "\n") ? Array(dropLast()) : self }
}
