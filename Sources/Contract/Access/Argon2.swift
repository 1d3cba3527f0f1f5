import CArgon2

/// argon2id (RFC 9106) of libargon2: the only place that calls into C.
enum Argon2 {
    static let hashBytes = 32

    /// The PHC string of a password; takes the memory and the time that the parameters say.
    static func hash(
        _ password: [UInt8], salt: [UInt8], parameters: Argon2Parameters
    ) -> Result<String, PasswordError> {
        let (passes, memory, lanes) = (parameters.passes, parameters.memoryKiB, parameters.lanes)
        let size = argon2_encodedlen(passes, memory, lanes, UInt32(salt.count), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: size)
        let code = argon2id_hash_encoded(
            passes, memory, lanes, password, password.count, salt, salt.count, hashBytes, &encoded, size)
        guard code == ARGON2_OK.rawValue else { return .failure(.failed(message(code))) }
        return .success(String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// Whether the password is the one of the PHC string; the library compares in constant time.
    static func verify(_ password: [UInt8], against hash: String) -> Result<Bool, PasswordError> {
        let code = argon2id_verify(hash, password, password.count)
        if code == ARGON2_OK.rawValue { return .success(true) }
        if code == ARGON2_MEMORY_ALLOCATION_ERROR.rawValue { return .failure(.failed(message(code))) }
        return .success(false)
    }

    private static func message(_ code: Int32) -> String { String(cString: argon2_error_message(code)) }
}
