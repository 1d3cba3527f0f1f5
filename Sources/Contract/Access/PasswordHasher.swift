/// Turns passwords into argon2id hashes and compares with them, at most two at a time.
///
/// A password is taken byte for byte: no normalisation, no truncation. Copies share one queue.
public struct PasswordHasher: Sendable {
    /// Bytes a password may have.
    public static let length = 8...256

    /// Of the hashes made from now on; older hashes verify with the parameters written in them.
    public let parameters: Argon2Parameters
    private let queue: HashQueue
    private let salt: @Sendable () -> [UInt8]

    /// - Parameters:
    ///   - memoryKiB: KiB of memory that one hash fills.
    ///   - passes: how often it fills them.
    ///   - width: hashes at once.
    ///   - waiting: hashes that may wait for their turn; the next one is refused as busy.
    ///   - salt: 16 unpredictable bytes.
    public init(
        memoryKiB: UInt32 = 47_104, passes: UInt32 = 1, lanes: UInt32 = 1, width: Int = 2, waiting: Int = 16,
        salt: @escaping @Sendable () -> [UInt8] = { Randomness.bytes(16) }
    ) {
        parameters = Argon2Parameters(memoryKiB: memoryKiB, passes: passes, lanes: lanes)
        queue = HashQueue(width: width, depth: waiting)
        self.salt = salt
    }

    /// The PHC string of a password.
    ///
    /// - Throws: `length` outside 8...256 bytes, `busy` when too many wait already.
    public func hash(_ password: String) async throws(PasswordError) -> String {
        let bytes = Array(password.utf8)
        guard Self.length.contains(bytes.count) else { throw .length(bytes.count) }
        let (salt, parameters) = (salt(), parameters)
        return try await queue.run { Argon2.hash(bytes, salt: salt, parameters: parameters) }
    }

    /// Whether the password is the one that was hashed; false also when that cannot be found out just now.
    public func verify(_ password: String, against hash: String) async -> Bool {
        (try? await compare(password, with: hash)) ?? false
    }

    /// Whether the password is the one that was hashed.
    ///
    /// - Throws: `busy` when too many wait already, `failed` when there is no memory for it.
    public func compare(_ password: String, with hash: String) async throws(PasswordError) -> Bool {
        let bytes = Array(password.utf8)
        guard Self.length.contains(bytes.count), Argon2Parameters(hash: hash)?.isBearable == true else { return false }
        return try await queue.run { Argon2.verify(bytes, against: hash) }
    }

    /// Whether the hash was made with today's parameters.
    public func isCurrent(_ hash: String) -> Bool { Argon2Parameters(hash: hash) == parameters }
}
