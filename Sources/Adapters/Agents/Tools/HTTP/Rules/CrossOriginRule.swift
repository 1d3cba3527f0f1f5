import JSON
import Outbound

/// Foreign sites cannot read the page with the visitor's cookies (CORS).
struct CrossOriginRule: PageRule {
    private static let test = "cross-origin-resource-sharing"

    func verdict(on page: Page) -> Verdict {
        guard let allowed = page.foreign?.values(of: "access-control-allow-origin").first else {
            return Verdict(Self.test, "not-implemented", 0)
        }
        let credentials = page.foreign?.values(of: "access-control-allow-credentials").first?.lowercased()
        guard allowed == Page.foreignOrigin else {
            return Verdict(Self.test, allowed == "*" ? "public" : "restricted", 0)
        }
        guard credentials == "true" else { return Verdict(Self.test, "public", 0) }
        let evidence = page.evidence(
            "access-control-allow-origin",
            [
                "value": .string(allowed), "origin_sent": .string(Page.foreignOrigin),
                "access-control-allow-credentials": JSONValue(credentials),
            ])
        return fault(
            Self.test, "universal", -50, rule: "http.cors.universal",
            "Any site may read the page with the visitor's cookies",
            remedy: "Allow only origins from a fixed list, and never reflect the Origin header with credentials.",
            on: page, evidence: evidence)
    }
}
