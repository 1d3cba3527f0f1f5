/// Texts that have a format of JSON Schema, and texts that do not.
public enum FormatSamples {
    /// The formats that are known here; others are left alone.
    public static let valid: [String: String] = [
        "date-time": "2025-01-21T12:00:00Z", "date": "2025-01-21", "time": "12:00:00Z", "duration": "PT1H",
        "email": "ann@example.com", "hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1",
        "uri": "https://example.com/", "uri-reference": "/a/b", "uuid": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "json-pointer": "/a/b", "regex": "^a$", "byte": "YQ==",
    ]

    public static let invalid: [String: String] = [
        "date-time": "2025-13-21T12:00:00Z", "date": "2025-02-30", "time": "25:00:00Z", "duration": "P",
        "email": "ann at example.com", "hostname": "-example-.com", "ipv4": "192.0.2.256", "ipv6": "2001:db8:::1",
        "uri": "not a uri", "uri-reference": "a b", "uuid": "f81d4fae-7dec-11d0-a765",
        "json-pointer": "a/b", "regex": "(", "byte": "a b",
    ]
}
