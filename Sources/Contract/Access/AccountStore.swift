public import JSON

/// Where accounts are kept; a change is durable when its call returns.
public protocol AccountStore: Sendable {
    /// The account of this name, or nil. Names are compared byte for byte.
    func account(named username: String) async throws -> Account?

    /// All accounts, by name.
    func accounts() async throws -> [Account]

    /// Adds an account.
    ///
    /// - Throws: `exists` if the name is taken.
    func add(_ account: Account) async throws(AccountError)

    /// Sets a new password and ends the tokens issued before `tokensValidAfter`.
    ///
    /// - Throws: `unknown` if there is no such account.
    func replacePassword(
        of username: String, hash: String, tokensValidAfter: Timestamp
    ) async throws(AccountError)

    /// Replaces a hash by one of the same password with today's parameters, if the stored hash still is `old`.
    ///
    /// The comparison and the change are one step: a password changed in the meantime must win.
    func upgradeHash(of username: String, from old: String, to new: String) async throws(AccountError)
}

extension AccountStore {
    /// Keeps the old hash: it verifies all the same, only with the parameters of its day.
    public func upgradeHash(of username: String, from old: String, to new: String) async throws(AccountError) {}
}

/// Why a store refused a change.
public enum AccountError: Error, Sendable, Equatable {
    /// The name is taken.
    case exists(String)
    /// There is no account of this name.
    case unknown(String)
    /// The store itself failed, for this reason.
    case store(String)
}
