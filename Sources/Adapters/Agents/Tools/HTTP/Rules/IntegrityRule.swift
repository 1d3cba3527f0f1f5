import JSON
import Outbound

/// Scripts from other hosts are loaded over HTTPS and checked by a hash (Subresource Integrity).
struct IntegrityRule: PageRule {
    private static let test = "subresource-integrity"

    func verdict(on page: Page) -> Verdict {
        guard page.isHTML else { return Verdict(Self.test, "not-html", 0) }
        let scripts = page.tags.filter { $0.name == "script" && $0.attributes["src"]?.isEmpty == false }
        if scripts.isEmpty { return Verdict(Self.test, "no-scripts", 0) }
        let foreign = scripts.compactMap { ForeignScript($0, on: page) }
        if foreign.isEmpty {
            let checked = page.isSecure && scripts.contains { $0.attributes["integrity"]?.isEmpty == false }
            return Verdict(Self.test, checked ? "own-scripts-checked" : "own-scripts", checked ? 5 : 0)
        }
        for outcome in Self.outcomes {
            let found = foreign.filter { $0.isSecure == outcome.isSecure && $0.isChecked == outcome.isChecked }
            if !found.isEmpty { return fault(outcome, found, on: page) }
        }
        return Verdict(Self.test, "foreign-scripts-checked", 5)
    }

    private struct Outcome {
        let isSecure: Bool
        let isChecked: Bool
        let name: String
        let points: Int
        let title: String
    }

    /// The worst first.
    private static let outcomes = [
        Outcome(
            isSecure: false, isChecked: false, name: "insecure-and-unchecked", points: -50,
            title: "Scripts of other hosts are loaded over plain HTTP and without integrity"),
        Outcome(
            isSecure: false, isChecked: true, name: "insecure", points: -20,
            title: "Scripts of other hosts are loaded over plain HTTP"),
        Outcome(
            isSecure: true, isChecked: false, name: "unchecked", points: -5,
            title: "Scripts of other hosts are loaded without integrity"),
    ]

    private func fault(_ outcome: Outcome, _ scripts: [ForeignScript], on page: Page) -> Verdict {
        fault(
            Self.test, outcome.name, outcome.points, rule: "http.sri.\(outcome.name.replacing("-", with: "_"))",
            outcome.title,
            remedy: "Load them over HTTPS with an integrity attribute, or serve them from your own host.",
            on: page, evidence: ["scripts": JSONValue(scripts.prefix(20).map { String($0.source.prefix(512)) })])
    }
}

/// A script that comes from another site than its page.
private struct ForeignScript {
    let source: String
    let isSecure: Bool
    let isChecked: Bool

    /// Nil for a script of the page's own site.
    ///
    /// A URL without a scheme counts as foreign and not secure, since the page may be loaded over plain HTTP.
    init?(_ tag: HTMLTags.Tag, on page: Page) {
        let source = (tag.attributes["src"] ?? "").filter { !$0.isWhitespace }
        let lower = source.lowercased()
        isChecked = tag.attributes["integrity"]?.isEmpty == false
        self.source = source
        if source.hasPrefix("//") {
            isSecure = false
            return
        }
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return nil }
        isSecure = lower.hasPrefix("https://")
        if let url = try? WebURL(source), Self.isSameSite(url.host, page.reply.url.host) { return nil }
    }

    /// The same host, or names that share their last two labels.
    private static func isSameSite(_ left: Host, _ right: Host) -> Bool {
        if left == right { return true }
        guard case .name(let left) = left, case .name(let right) = right else { return false }
        let site = { (name: String) in name.split(separator: ".").suffix(2) }
        return site(left) == site(right)
    }
}
