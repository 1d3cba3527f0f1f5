import Access
import Crypto
import Foundation
import JSON
import Synchronization

/// A clock that stands still until it is told to move.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(milliseconds: 1_700_000_000_000))

    var now: Timestamp { time.withLock { $0 } }

    /// Nanoseconds, for what wants a clock that only moves forward.
    var nanoseconds: Int64 { now.milliseconds * 1_000_000 }

    func advance(seconds: Double) {
        time.withLock { $0 = Timestamp(milliseconds: $0.milliseconds + Int64(seconds * 1_000)) }
    }
}

/// Accounts in memory, with a switch that makes the store fail.
final class MemoryAccounts: AccountStore {
    struct Down: Error {}

    private let table = Mutex<[String: Account]>([:])
    let sessionTable = Mutex(SessionTable())
    private let isDown = Mutex(false)

    init(_ accounts: [Account] = []) {
        for account in accounts { table.withLock { $0[account.username] = account } }
    }

    func fail() { isDown.withLock { $0 = true } }

    func account(named username: String) async throws -> Account? {
        if isDown.withLock({ $0 }) { throw Down() }
        return table.withLock { $0[username] }
    }

    func accounts() async throws -> [Account] { table.withLock { $0.values.sorted { $0.username < $1.username } } }

    func add(_ account: Account) async throws(AccountError) { table.withLock { $0[account.username] = account } }

    func remove(_ username: String) { table.withLock { $0[username] = nil } }

    func replacePassword(
        of username: String, hash: String, tokensValidAfter: Timestamp
    ) async throws(AccountError) {
        table.withLock {
            $0[username]?.passwordHash = hash
            $0[username]?.tokensValidAfter = tokensValidAfter
        }
        sessionTable.withLock { $0.sessions.removeAll { $0.username == username } }
    }

    func change(_ username: String, _ change: (inout Account?) -> Void) { table.withLock { change(&$0[username]) } }

    func stored(_ username: String) throws(AccountError) -> Account? {
        if isDown.withLock({ $0 }) { throw .store("down") }
        return table.withLock { $0[username] }
    }

    func upgradeHash(of username: String, from old: String, to new: String) async throws(AccountError) {
        table.withLock { if $0[username]?.passwordHash == old { $0[username]?.passwordHash = new } }
    }
}

extension Account {
    static func sample(_ username: String = "ann", role: Role = .operator, hash: String = "") -> Account {
        Account(
            username: username, role: role, passwordHash: hash, createdAt: Timestamp(milliseconds: 0),
            tokensValidAfter: Timestamp(milliseconds: 0))
    }
}

extension TokenIssuer {
    static let secret = Array("0123456789abcdef0123456789abcdef".utf8)

    static func sample(_ clock: TestClock, accounts: (any AccountStore)? = nil) async throws -> TokenIssuer {
        try await TokenIssuer(secret: secret, accounts: accounts, now: { clock.now }, makeID: { "id-1" })
    }
}

/// Makes tokens of any shape, rightly signed where the shape allows it.
struct Forger {
    static let header = #"{"alg":"HS256","typ":"JWT"}"#

    var secret = TokenIssuer.secret

    func token(header: String = header, claims: String) -> String {
        let signed = "\(Self.text(header)).\(Self.text(claims))"
        return "\(signed).\(signature(of: signed))"
    }

    func signature(of signed: String) -> String {
        let key = SymmetricKey(data: secret)
        return Self.text(Array(HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: key)))
    }

    static func text(_ text: String) -> String { Self.text(Array(text.utf8)) }

    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// The claims of a good token at the test clock's first moment, with some changed or left out.
func claims(_ changes: [String: String?] = [:]) -> String {
    let good = [
        ("iss", #""amas""#), ("aud", #""amas""#), ("sub", #""ann""#), ("role", #""operator""#),
        ("iat", "1700000000"), ("nbf", "1700000000"), ("exp", "1700001800"), ("jti", #""id-1""#),
    ]
    let members = good.compactMap { name, value -> String? in
        guard let change = changes[name] else { return "\"\(name)\":\(value)" }
        return change.map { "\"\(name)\":\($0)" }
    }
    return "{\(members.joined(separator: ","))}"
}
