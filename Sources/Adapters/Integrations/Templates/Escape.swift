/// How values are written into a text, so that what a target says cannot become markup there.
enum Escape: String, Sendable, CaseIterable {
    case none
    /// GitHub's Markdown: markup is shown as written, and nobody is mentioned.
    case markdown
    /// Slack's mrkdwn: no links, mentions or broadcasts.
    case slack

    func apply(_ text: String) -> String {
        switch self {
        case .none: text
        case .markdown: String(String.UnicodeScalarView(text.unicodeScalars.flatMap(Self.markdown)))
        case .slack: text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
    }

    /// A mark of markup gets a backslash, "@" and "#" a zero-width space behind them: a mention needs its name at once.
    private static func markdown(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<", ">", "~", "|", "!": ["\\", scalar]
        case "@", "#": [scalar, "\u{200B}"]
        default: [scalar]
        }
    }
}
