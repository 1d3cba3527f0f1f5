import JSON
import Outbound

/// The page limits what it may load and run (Content-Security-Policy).
struct ContentSecurityPolicyRule: PageRule {
    private static let test = "content-security-policy"

    func verdict(on page: Page) -> Verdict {
        let strength = Self.strength(of: page)
        guard let fault = Self.faults[strength] else { return Verdict(Self.test, strength.rawValue, strength.points) }
        let reportOnly = page.header("content-security-policy-report-only")
        let evidence = page.evidence(
            "content-security-policy",
            ["meta": JSONValue(page.meta(Self.test)), "report_only": JSONValue(reportOnly)])
        return self.fault(
            Self.test, strength.rawValue, strength.points, rule: "http.csp.\(fault.rule)", fault.title,
            remedy: fault.remedy, on: page, evidence: evidence)
    }

    /// Several policies all apply, so the page is at least as well protected as by the best of them.
    static func strength(of page: Page) -> ContentPolicy.Strength {
        let texts = page.reply.values(of: "content-security-policy") + page.meta(test)
        if texts.isEmpty { return .missing }
        do throws(ContentPolicy.Fault) {
            var best = ContentPolicy.Strength.invalid
            for text in texts {
                for policy in try ContentPolicy.list(text) {
                    let strength = policy.strength(isSecure: page.isSecure)
                    if strength.points > best.points { best = strength }
                }
            }
            return best
        } catch {
            return .invalid
        }
    }

    private static let faults: [ContentPolicy.Strength: (rule: String, title: String, remedy: String)] = [
        .missing: (
            "missing", "There is no Content-Security-Policy",
            "Set one, beginning with default-src 'none' or 'self', and allow only what the page needs."
        ),
        .invalid: (
            "invalid", "The Content-Security-Policy cannot be read as one",
            "Name each directive once, and give 'strict-dynamic' a nonce or a hash."
        ),
        .unsafeInline: (
            "unsafe_inline", "The Content-Security-Policy lets in scripts or objects from anywhere, or inline scripts",
            "Remove 'unsafe-inline', data: and broad sources from script-src, and set object-src 'none'."
        ),
        .insecureScheme: (
            "insecure_scheme", "The Content-Security-Policy allows loading over plain HTTP",
            "Remove http: sources and load everything over HTTPS."
        ),
        .unsafeEval: (
            "unsafe_eval", "The Content-Security-Policy allows eval()",
            "Stop using eval(), then remove 'unsafe-eval' from script-src and style-src."
        ),
        .insecurePassive: (
            "insecure_passive", "The Content-Security-Policy allows images or media over plain HTTP",
            "Remove http: sources from img-src and media-src."
        ),
    ]
}
