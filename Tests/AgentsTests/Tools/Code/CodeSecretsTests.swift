import JSON
import Testing

@testable import Agents

@Suite struct CodeSecretsTests {
    /// A secret that stands nowhere as such, so that this file holds none.
    private static func made(_ parts: String...) -> String { parts.joined() }

    private static let base = "q7Zt4Lk9Wv2Xs8Bn5Mc1Jr6Hd3Fg0Py" + "aEoUiK7tR2x"

    private static func rules(_ line: String, settings: Bool = false) -> [String] {
        SecretLine(Array(line.utf8)[...], isSettings: settings, measuresEntropy: true).matches().map(\.rule)
    }

    static let planted: [(String, String)] = [
        ("aws_access_key", "key = " + made("AKIA", "QX7ZT4LK9WV2XS8B")),
        ("github_token", "x: " + made("ghp_", String(base.prefix(36)))),
        ("gitlab_token", made("glpat-", String(base.prefix(20)))),
        ("slack_token", made("xoxb-", "123456789012-q7Zt4Lk9Wv2X")),
        ("stripe_key", made("sk_live_", String(base.prefix(24)))),
        ("npm_token", made("npm_", String(base.prefix(36)))),
        ("private_key", made("-----BEGIN RSA ", "PRIVATE KEY-----")),
        ("jwt", made("eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxIn0.", "q7Zt4Lk9Wv2Xs8Bn5Mc1")),
        ("url_credentials", "postgres://admin:" + made("hun", "ter2@db/x")),
        ("assigned", "let password = \"" + made("hun", "ter2!") + "\""),
        ("random_string", "let x = \"" + made(String(base.prefix(40))) + "\""),
    ]

    @Test(arguments: planted) func finds(rule: String, line: String) {
        #expect(Self.rules(line) == [rule])
    }

    @Test func findsValuesWithoutQuotesInSettings() {
        #expect(Self.rules("db_password: " + Self.made("hun", "ter2"), settings: true) == ["assigned"])
        #expect(Self.rules("db_password: " + Self.made("hun", "ter2")) == [])
    }

    @Test(arguments: [
        "let password = readLine()", "password = \"${PASSWORD}\"", "password: \"<your password>\"",
        "token = \"changeme\"", "let secret = \"\"", "https://example.com:8080/a@b", "id = \"0123456789abcdef\"",
        "x = \"d9428888-122b-11e1-b85c-61cd3cbb3210\"", "import \"Sources/Adapters/Outbound/Files/FileScope\"",
        "let password = \"correct horse\"",
    ])
    func passesOverWhatIsNone(line: String) {
        #expect(Self.rules(line) == [])
    }

    @Test func aCommentAllowsALine() {
        #expect(Self.rules(Self.planted[0].1 + " # pragma: allowlist secret") == [])
    }

    @Test func theSecretNeverLeaves() async throws {
        let text = Self.planted.map(\.1).joined(separator: "\n")
        let lab = try CodeLab(["a.txt": text, ".env": "API_KEY=" + Self.base])
        let output = try await lab.run("code.secrets")
        #expect(output["secrets"] == .integer(Self.planted.count + 1))
        for part in [String(Self.base.prefix(20)), "QX7ZT4LK9WV2XS8B", Self.made("hun", "ter2"), "eyJzdWIiOiIxIn0"] {
            #expect(!output.jsonText.contains(part))
        }
        #expect(output["findings"]?.arrayValue?.first?["location"] == ".env:1")
        #expect(output.finding("secrets.aws_access_key")?["location"] == "a.txt:1")
        #expect(
            output.finding("secrets.aws_access_key")?["evidence"] == [
                "secret": "AKIA***", "characters": 20, "column": 7,
            ])
    }
}
