/// Why a password could not be hashed or compared.
public enum PasswordError: Error, Sendable, Equatable {
    /// The password has this many bytes, which is outside 8...256.
    case length(Int)
    /// As many hashes as may wait are waiting already; worth trying again in a second.
    case busy
    /// libargon2 failed, with its own words: out of memory, or parameters it does not take.
    case failed(String)
}
