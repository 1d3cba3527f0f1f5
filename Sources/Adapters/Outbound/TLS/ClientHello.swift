/// The first message of a TLS client, written by hand so that old versions and weak ciphers can be offered too.
///
/// Sources: RFC 6101 (SSL 3.0), RFC 5246 (TLS 1.2), RFC 8446 (TLS 1.3). The message is sent to see what the server
/// answers; the handshake is never finished, so no key is needed.
struct ClientHello {
    let version: TLSProtocol
    let suites: [CipherSuite]
    /// The server's name for SNI; nil for an address.
    let serverName: String?

    /// The message in its record.
    ///
    /// 32 random bytes serve as the client random, and others as session id and key share: any 32 bytes are a valid
    /// X25519 public key.
    func record(random: (Int) -> [UInt8] = Self.randomBytes) -> [UInt8] {
        let session = version == .tls13 ? random(32) : []
        var body = Self.short(min(version, .tls12).rawValue) + random(32) + Self.prefixed8(session)
        body += Self.prefixed16(codes.flatMap(Self.short)) + [1, 0]
        if version > .ssl3 { body += Self.prefixed16(extensions(keyShare: random(32))) }
        let message = [1] + Self.prefixed24(body)
        // A record version above 1.0 makes some servers refuse a hello that they would accept (RFC 8446 section 5.1).
        return [22] + Self.short(min(version, .tls10).rawValue) + Self.prefixed16(message)
    }

    private var codes: [UInt16] {
        // 0x00FF says that secure renegotiation is known (RFC 5746), without which some servers hang up.
        suites.map(\.code) + (version == .tls13 ? [] : [0x00ff])
    }

    private func extensions(keyShare: [UInt8]) -> [UInt8] {
        var list: [UInt8] = []
        if let serverName { list += Self.serverName(serverName) }
        list += Self.field(10, Self.prefixed16(Self.groups.flatMap(Self.short)))
        if version < .tls13 { list += Self.field(11, [1, 0]) }
        if version >= .tls12 { list += Self.field(13, Self.prefixed16(Self.signatures.flatMap(Self.short))) }
        guard version == .tls13 else { return list }
        list += Self.field(43, Self.prefixed8(Self.short(TLSProtocol.tls13.rawValue)))
        list += Self.field(45, [1, 1])
        return list + Self.field(51, Self.prefixed16(Self.short(29) + Self.prefixed16(keyShare)))
    }

    private static func serverName(_ name: String) -> [UInt8] {
        field(0, prefixed16([0] + prefixed16(Array(name.utf8))))
    }

    /// X25519, P-256, P-384, P-521, X448, secp256k1, three Brainpool curves, two finite field groups.
    private static let groups: [UInt16] = [29, 23, 24, 25, 30, 22, 26, 27, 28, 256, 257]
    /// ECDSA, RSA-PSS, EdDSA and RSA with SHA-2, then SHA-1, DSA and MD5 for servers that know nothing else.
    private static let signatures: [UInt16] = [
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
        0x0301, 0x0303, 0x0203, 0x0201, 0x0402, 0x0202, 0x0101,
    ]

    static func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max) } }

    private static func field(_ type: UInt16, _ content: [UInt8]) -> [UInt8] { short(type) + prefixed16(content) }

    private static func short(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)] }

    private static func prefixed8(_ bytes: [UInt8]) -> [UInt8] { [UInt8(truncatingIfNeeded: bytes.count)] + bytes }

    private static func prefixed16(_ bytes: [UInt8]) -> [UInt8] {
        short(UInt16(truncatingIfNeeded: bytes.count)) + bytes
    }

    private static func prefixed24(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(truncatingIfNeeded: bytes.count >> 16)] + prefixed16(bytes)
    }
}
