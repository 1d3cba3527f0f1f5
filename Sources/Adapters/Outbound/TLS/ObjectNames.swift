/// Names for the object identifiers that certificates use (RFC 3279, 4055, 5480, 5758, 8410; RFC 4519 for attributes).
enum ObjectNames {
    static let attributes: [String: String] = [
        "2.5.4.3": "CN",
        "2.5.4.4": "SN",
        "2.5.4.5": "serialNumber",
        "2.5.4.6": "C",
        "2.5.4.7": "L",
        "2.5.4.8": "ST",
        "2.5.4.9": "street",
        "2.5.4.10": "O",
        "2.5.4.11": "OU",
        "2.5.4.12": "title",
        "2.5.4.42": "GN",
        "2.5.4.97": "organizationIdentifier",
        "0.9.2342.19200300.100.1.1": "UID",
        "0.9.2342.19200300.100.1.25": "DC",
        "1.2.840.113549.1.9.1": "emailAddress",
    ]

    static let signatures: [String: String] = [
        "1.2.840.113549.1.1.2": "md2WithRSAEncryption",
        "1.2.840.113549.1.1.3": "md4WithRSAEncryption",
        "1.2.840.113549.1.1.4": "md5WithRSAEncryption",
        "1.2.840.113549.1.1.5": "sha1WithRSAEncryption",
        "1.3.14.3.2.29": "sha1WithRSAEncryption",
        "1.2.840.113549.1.1.14": "sha224WithRSAEncryption",
        "1.2.840.113549.1.1.11": "sha256WithRSAEncryption",
        "1.2.840.113549.1.1.12": "sha384WithRSAEncryption",
        "1.2.840.113549.1.1.13": "sha512WithRSAEncryption",
        "1.2.840.10040.4.3": "dsa-with-sha1",
        "2.16.840.1.101.3.4.3.1": "dsa-with-sha224",
        "2.16.840.1.101.3.4.3.2": "dsa-with-sha256",
        "1.2.840.10045.4.1": "ecdsa-with-SHA1",
        "1.2.840.10045.4.3.1": "ecdsa-with-SHA224",
        "1.2.840.10045.4.3.2": "ecdsa-with-SHA256",
        "1.2.840.10045.4.3.3": "ecdsa-with-SHA384",
        "1.2.840.10045.4.3.4": "ecdsa-with-SHA512",
        "1.3.101.112": "Ed25519",
        "1.3.101.113": "Ed448",
    ]

    static let hashes: [String: String] = [
        "1.3.14.3.2.26": "sha1",
        "2.16.840.1.101.3.4.2.4": "sha224",
        "2.16.840.1.101.3.4.2.1": "sha256",
        "2.16.840.1.101.3.4.2.2": "sha384",
        "2.16.840.1.101.3.4.2.3": "sha512",
    ]

    static let curveBits: [String: Int] = [
        "1.2.840.10045.3.1.1": 192,
        "1.3.132.0.33": 224,
        "1.2.840.10045.3.1.7": 256,
        "1.3.132.0.10": 256,
        "1.3.132.0.34": 384,
        "1.3.132.0.35": 521,
        "1.3.36.3.3.2.8.1.1.7": 256,
        "1.3.36.3.3.2.8.1.1.11": 384,
        "1.3.36.3.3.2.8.1.1.13": 512,
    ]
}
