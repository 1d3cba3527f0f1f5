/// Texts that have a format of JSON Schema, and texts that do not.
public enum FormatSamples {
    /// The formats that are known here; others are left alone.
    public static let valid: [String: String] = [
        "date-time": "2025-01-21T12:00:00Z", "date": "2025-01-21", "time": "12:00:00Z", "duration": "PT1H",
        "email": "ann@example.com", "hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1",
        "uri": "https://example.com/", "uri-reference": "/a/b", "uuid": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "json-pointer": "/a/b", "regex": "^a$", "byte": "YQ==", "relative-json-pointer": "1/a",
        "uri-template": "/a/{b}",
        "iri": "https://example.com/", "iri-reference": "/a/b", "idn-email": "ann@example.com",
        "idn-hostname": "example.com", "url": "https://example.com/",
    ]

    /// How many different texts of each format there are, about.
    static let variety = 50

    /// Texts of a format, an ordinary one first and shorter ones behind it; none for a format that is not known.
    static func samples(_ format: String, ordinal: Int) -> [String] {
        if ordinal == 0 { return (valid[format].map { [$0] } ?? []) + (short[format] ?? []) }
        let number = ordinal % 1_000_000
        let two = { (value: Int) in value < 10 ? "0\(value)" : String(value) }
        let day = two(number % 28 + 1)
        let varied: String? =
            switch format {
            case "date-time": "2025-\(two(number / 28 % 12 + 1))-\(day)T12:00:00Z"
            case "date": "2025-\(two(number / 28 % 12 + 1))-\(day)"
            case "time": "12:\(two(number / 60 % 60)):\(two(number % 60))Z"
            case "duration": "PT\(number)H"
            case "email", "idn-email": "ann\(number)@example.com"
            case "hostname", "idn-hostname": "host\(number).example.com"
            case "ipv4": "192.0.2.\(number % 255)"
            case "ipv6": "2001:db8::\(String(number % 65_536, radix: 16))"
            case "uri", "url", "iri": "https://example.com/\(number)"
            case "uri-reference", "iri-reference", "json-pointer": "/a/\(number)"
            case "uuid": "f81d4fae-7dec-11d0-a765-" + String(number + 0x00A0_C91E_6BF6, radix: 16).leftPadded(to: 12)
            default: nil
            }
        return (varied.map { [$0] } ?? []) + samples(format, ordinal: 0)
    }

    private static let short: [String: [String]] = [
        "email": ["a@b.co"], "hostname": ["a.b", "a"], "ipv6": ["::"], "uri": ["a:b"], "uri-reference": ["/", ""],
        "json-pointer": ["/", ""], "regex": ["a"], "duration": ["P1D"],
    ]

    public static let invalid: [String: String] = [
        "date-time": "2025-13-21T12:00:00Z", "date": "2025-02-30", "time": "25:00:00Z", "duration": "P",
        "email": "ann at example.com", "hostname": "-example-.com", "ipv4": "192.0.2.256", "ipv6": "2001:db8:::1",
        "uri": "not a uri", "uri-reference": "a b", "uuid": "f81d4fae-7dec-11d0-a765",
        "json-pointer": "a/b", "regex": "(", "byte": "a b",
    ]
}

extension String {
    fileprivate func leftPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }
}
