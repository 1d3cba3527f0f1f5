import JSON
import Testing

/// Mistakes in limits.yaml: one diagnostic each, at the right character, in the right words.
@Suite struct LimitTests {
    @Test(arguments: mistakes) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let mistakes = [
        Mistake(
            in: "limits.yaml", [("  uri_bytes: 8192", "  uri_bytes: 8192\n  ▸url_bytes: 8192")],
            "the request section has no key \"url_bytes\"",
            help: "did you mean \"uri_bytes\"?"),
        Mistake(
            in: "limits.yaml", [("  head_bytes", "  ▸head_bytes"), ("  json_depth: 64\n", "")],
            "the request section needs the key \"json_depth\""),
        Mistake(
            in: "limits.yaml", [("pk: user", "pk: ▸usr")],
            "\"pk\" must be one of user, ip, operation; is \"usr\"",
            help: "did you mean \"user\"?"),
        Mistake(
            in: "limits.yaml", [("q: 100", "q: ▸many")],
            "\"q\" must be a whole number, is a string"),
        Mistake(
            in: "limits.yaml", [("heartbeat_seconds: 20", "heartbeat_seconds: ▸0")],
            "\"heartbeat_seconds\" must be at least 1, is 0"),
        Mistake(
            in: "limits.yaml", [("json_depth: 64", "json_depth: ▸4096")],
            "\"json_depth\" must be at most 1024, is 4096"),
        Mistake(
            in: "limits.yaml", [("request:\n", "  ▸spare: {q: 1, w: 1, pk: ip}\nrequest:\n")],
            "no operation takes the rate limit \"spare\"",
            help: "name it in an x-ratelimit-category, or remove it", severity: .warning),
    ]
}
