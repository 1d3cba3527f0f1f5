/// A cipher suite by its code point in the IANA registry.
public struct CipherSuite: Sendable, Hashable, CustomStringConvertible {
    public let code: UInt16

    /// The registered name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; a suite not known here by its number.
    public var description: String { Self.names[code] ?? "0x" + String(code, radix: 16) }

    /// Why nobody should accept this suite, nil if it may still be used.
    public var weakness: Weakness? {
        let name = description
        let broken = ["NULL", "EXPORT", "_anon_", "RC2_", "_DES_CBC_", "DES40"]
        if broken.contains(where: name.contains) { return .broken }
        return ["RC4_", "3DES_"].contains(where: name.contains) ? .weak : nil
    }

    public enum Weakness: Sendable {
        /// Gives no protection: no encryption, no authentication, or a key that can be tried out.
        case broken
        /// Practical attacks are known: RC4 (RFC 7465), 64-bit blocks (RFC 9325 section 4.1).
        case weak
    }

    static let forTLS13: [CipherSuite] = modern.map { CipherSuite(code: $0.code) }
    /// What versions before 1.3 are offered: everything known, strongest first.
    static let beforeTLS13: [CipherSuite] = older.map { CipherSuite(code: $0.code) }
    static let weak: [CipherSuite] = beforeTLS13.filter { $0.weakness != nil }

    private static let modern = entries(
        prefix: "TLS_",
        "1302 AES_256_GCM_SHA384 1303 CHACHA20_POLY1305_SHA256 1301 AES_128_GCM_SHA256 1304 AES_128_CCM_SHA256 "
            + "1305 AES_128_CCM_8_SHA256")
    private static let older = table.flatMap { entries(prefix: "TLS_\($0.0)_WITH_", $0.1) }
    private static let names = Dictionary(
        (modern + older).map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })

    private static func entries(prefix: String, _ text: String) -> [(code: UInt16, name: String)] {
        let words = text.split(separator: " ")
        return stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            UInt16(words[index], radix: 16).map { ($0, prefix + words[index + 1]) }
        }
    }
}
