import JSON
import Outbound

/// Other sites learn little of where a visitor comes from (Referrer-Policy).
struct ReferrerPolicyRule: PageRule {
    private static let test = "referrer-policy"
    private static let discreet = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"]
    private static let talkative = ["origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"]

    func verdict(on page: Page) -> Verdict {
        // The last policy that a browser knows wins, and a meta element comes after the header.
        let meta = page.tags.filter { $0.name == "meta" && $0.attributes["name"]?.lowercased() == "referrer" }
        let texts =
            [page.header(Self.test)].compactMap { $0 } + page.meta(Self.test)
            + meta.compactMap { $0.attributes["content"] }
        if texts.isEmpty { return fault(page, "missing", 0, "There is no Referrer-Policy") }
        let words = texts.joined(separator: ",").split(separator: ",").map { $0.lowercased().filter { $0 != " " } }
        guard let policy = words.last(where: { (Self.discreet + Self.talkative).contains($0) }) else {
            return fault(page, "invalid", -5, "The Referrer-Policy has no value that browsers know")
        }
        if Self.discreet.contains(policy) { return Verdict(Self.test, policy, 5) }
        return fault(page, "unsafe", -5, "The Referrer-Policy \"\(policy)\" tells other sites more than they need")
    }

    private func fault(_ page: Page, _ result: String, _ points: Int, _ title: String) -> Verdict {
        fault(
            Self.test, result, points, rule: "http.referrer_policy.\(result)", title,
            remedy: "Send Referrer-Policy: strict-origin-when-cross-origin, or a stricter one.", on: page,
            evidence: page.evidence(Self.test))
    }
}
