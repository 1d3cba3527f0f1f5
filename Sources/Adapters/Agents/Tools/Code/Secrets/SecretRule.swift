/// A kind of secret that can be told by how it begins.
struct SecretRule: Sendable {
    /// The last part of the rule's id: "secrets.github_token".
    let id: String
    /// What it is, as a sentence names it.
    let title: String
    var severity = Finding.Severity.critical
    /// How it begins; this much of it is public and may be shown.
    let prefixes: [String]
    /// Which bytes follow.
    let alphabet: Alphabet
    /// How many follow.
    let length: ClosedRange<Int>
    /// A text that must be in it.
    var holds: String?

    enum Alphabet: Sendable {
        case upper, hex, alphanumeric, url, base64

        func contains(_ byte: UInt8) -> Bool {
            let isDigit = (0x30...0x39).contains(byte)
            let isUpper = (0x41...0x5A).contains(byte)
            let isLower = (0x61...0x7A).contains(byte)
            return switch self {
            case .upper: isDigit || isUpper
            case .hex: isDigit || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
            case .alphanumeric: isDigit || isUpper || isLower
            case .url: isDigit || isUpper || isLower || byte == 0x2D || byte == 0x5F || byte == 0x2E
            case .base64: isDigit || isUpper || isLower || byte == 0x2B || byte == 0x2F || byte == 0x3D
            }
        }
    }

    /// The formats that their makers document.
    static let table: [SecretRule] = [
        SecretRule(
            id: "aws_access_key", title: "an AWS access key", prefixes: ["AKIA", "ASIA", "ABIA", "ACCA"],
            alphabet: .upper, length: 16...16),
        SecretRule(
            id: "github_token", title: "a GitHub token", prefixes: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
            alphabet: .alphanumeric, length: 36...255),
        SecretRule(
            id: "github_token", title: "a GitHub token", prefixes: ["github_pat_"], alphabet: .url, length: 50...255),
        SecretRule(
            id: "gitlab_token", title: "a GitLab token",
            prefixes: ["glpat-", "gldt-", "glrt-", "glft-", "glsoat-", "glptt-"],
            alphabet: .url, length: 20...60),
        SecretRule(
            id: "slack_token", title: "a Slack token",
            prefixes: ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-"],
            alphabet: .url, length: 10...250),
        SecretRule(
            id: "slack_webhook", title: "the address of a Slack webhook",
            prefixes: ["https://hooks.slack.com/services/T"], alphabet: .base64, length: 20...120),
        SecretRule(
            id: "stripe_key", title: "a live Stripe key", prefixes: ["sk_live_", "rk_live_"], alphabet: .alphanumeric,
            length: 24...128),
        SecretRule(
            id: "google_key", title: "a Google API key", severity: .high, prefixes: ["AIza"], alphabet: .url,
            length: 35...35),
        SecretRule(
            id: "npm_token", title: "an npm token", prefixes: ["npm_"], alphabet: .alphanumeric, length: 36...36),
        SecretRule(
            id: "pypi_token", title: "a PyPI token", prefixes: ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"],
            alphabet: .url, length: 70...512),
        SecretRule(
            id: "sendgrid_key", title: "a SendGrid key", prefixes: ["SG."], alphabet: .url, length: 66...66),
        SecretRule(
            id: "openai_key", title: "an OpenAI key", prefixes: ["sk-"], alphabet: .url, length: 40...256,
            holds: "T3BlbkFJ"),
        SecretRule(
            id: "twilio_key", title: "a Twilio key", severity: .high, prefixes: ["SK", "AC"], alphabet: .hex,
            length: 32...32),
        SecretRule(
            id: "telegram_token", title: "a token of a Telegram bot", severity: .high, prefixes: [":AA"],
            alphabet: .url,
            length: 33...33),
    ]
}

/// A secret that was found on a line; the secret itself is never kept.
struct SecretMatch: Sendable, Equatable {
    var rule: String
    var title: String
    var severity: Finding.Severity
    /// Where it stands on its line, in bytes from 0.
    var range: Range<Int>
    /// What of it is public: the start that tells its kind.
    var prefix = ""
    /// Bits of each character, nil for rules that do not measure it.
    var entropy: Double?
}
