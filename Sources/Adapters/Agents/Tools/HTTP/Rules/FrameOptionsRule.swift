import JSON
import Outbound

/// Other sites cannot put the page into a frame (X-Frame-Options, or frame-ancestors in the policy).
struct FrameOptionsRule: PageRule {
    private static let test = "x-frame-options"

    func verdict(on page: Page) -> Verdict {
        // frame-ancestors counts in the header only, not in a meta element (CSP Level 3 section 3.3).
        let policies = page.reply.values(of: "content-security-policy").flatMap { (try? ContentPolicy.list($0)) ?? [] }
        if policies.contains(where: { $0.directives["frame-ancestors"] != nil }) {
            return Verdict(Self.test, "by-content-security-policy", 5)
        }
        guard let value = page.header(Self.test)?.lowercased() else {
            return fault(page, "missing", "Any site may put the page into a frame")
        }
        let word = value.filter { $0 != " " }
        if word == "deny" || word == "sameorigin" { return Verdict(Self.test, word, 0) }
        if value.hasPrefix("allow-from") { return Verdict(Self.test, "allow-from", 0) }
        return fault(page, "invalid", "The X-Frame-Options header has a value that browsers do not know")
    }

    private func fault(_ page: Page, _ result: String, _ title: String) -> Verdict {
        fault(
            Self.test, result, -20, rule: "http.x_frame_options.\(result)", title,
            remedy: "Set frame-ancestors 'none' or 'self' in the Content-Security-Policy.", on: page,
            evidence: page.evidence(Self.test))
    }
}
