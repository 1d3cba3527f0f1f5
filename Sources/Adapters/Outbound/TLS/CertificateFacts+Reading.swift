import Crypto
import JSON

extension CertificateFacts {
    /// Reads a certificate in DER (RFC 5280 section 4.1); nil if it has not that shape.
    public init?(der: [UInt8]) {
        guard let outer = DER(der)?.children, outer.count == 3 else { return nil }
        var fields = outer[0].children[...]
        if fields.first?.tag == 0xa0 { fields = fields.dropFirst() }
        let parts = Array(fields)
        guard parts.count >= 6, let dates = Self.dates(parts[3]) else { return nil }
        let extensions = parts.dropFirst(6).first { $0.tag == 0xa3 }?.children.first?.children ?? []
        let alternatives = Self.alternatives(extensions)
        serial = Self.hex(parts[0].content)
        issuer = DistinguishedText(parts[2]).description
        notBefore = dates.0
        notAfter = dates.1
        let subject = DistinguishedText(parts[4])
        self.subject = subject.description
        commonName = subject.commonName
        names = alternatives.filter { $0.tag == 0x82 }.map { $0.text.lowercased() }
        addresses = alternatives.filter { $0.tag == 0x87 }.compactMap { IPAddress(bytes: $0.content) }
        key = Self.key(parts[5])
        signature = Self.signature(outer[1])
        fingerprint = Self.hex(SHA256.hash(data: der))
        self.der = der
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func dates(_ validity: DER) -> (Timestamp, Timestamp)? {
        let times = validity.children.compactMap(time)
        return times.count == 2 ? (times[0], times[1]) : nil
    }

    /// RFC 5280 section 4.1.2.5: UTCTime with two digits of the year until 2049, GeneralizedTime after.
    private static func time(_ element: DER) -> Timestamp? {
        var digits = String(element.text.prefix { $0.isASCII && $0.isNumber })
        if element.tag == DER.utcTime, let year = Int(digits.prefix(2)) { digits = (year < 50 ? "20" : "19") + digits }
        // Seconds may be left out in certificates older than RFC 5280.
        if digits.utf8.count == 12 { digits += "00" }
        guard digits.utf8.count == 14 else { return nil }
        let parts = [4, 6, 8, 10, 12].reversed().reduce(into: Array(digits)) { text, place in
            text.insert(contentsOf: place == 8 ? "T" : place < 8 ? "-" : ":", at: place)
        }
        return Timestamp(String(parts) + "Z")
    }

    private static func alternatives(_ extensions: [DER]) -> [DER] {
        let names = extensions.first { $0.children.first?.identifier == "2.5.29.17" }?.children.last
        guard var content = names?.content else { return [] }
        return DER(&content)?.children ?? []
    }

    private static func key(_ info: DER) -> Key {
        let parts = info.children
        let algorithm = parts.first?.children ?? []
        let identifier = algorithm.first?.identifier ?? "unknown"
        let parameter = algorithm.dropFirst().first
        switch identifier {
        case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10":
            return Key(algorithm: "RSA", bits: parts.last?.wrapped?.children.first?.bitLength ?? 0)
        case "1.2.840.10045.2.1":
            return Key(algorithm: "EC", bits: ObjectNames.curveBits[parameter?.identifier ?? ""] ?? 0)
        case "1.2.840.10040.4.1": return Key(algorithm: "DSA", bits: parameter?.children.first?.bitLength ?? 0)
        case "1.3.101.112": return Key(algorithm: "Ed25519", bits: 256)
        case "1.3.101.113": return Key(algorithm: "Ed448", bits: 456)
        default: return Key(algorithm: identifier, bits: 0)
        }
    }

    private static func signature(_ algorithm: DER) -> String {
        let parts = algorithm.children
        let identifier = parts.first?.identifier ?? "unknown"
        guard identifier == "1.2.840.113549.1.1.10" else { return ObjectNames.signatures[identifier] ?? identifier }
        // RSASSA-PSS names its hash in a parameter; left out it means SHA-1 (RFC 4055 section 3.1).
        let parameters = parts.dropFirst().first?.children ?? []
        let hash = parameters.first { $0.tag == 0xa0 }?.children.first?.children.first?.identifier
        return "rsassaPss with " + (hash.map { ObjectNames.hashes[$0] ?? $0 } ?? "sha1")
    }
}
