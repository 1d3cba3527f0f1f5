import JSON

/// Other sites cannot load the page's content as their own resource (Cross-Origin-Resource-Policy).
struct ResourcePolicyRule: PageRule {
    private static let test = "cross-origin-resource-policy"

    func verdict(on page: Page) -> Verdict {
        guard let value = page.header(Self.test)?.lowercased().filter({ $0 != " " }) else {
            return fault(page, "missing", 0, "There is no Cross-Origin-Resource-Policy header")
        }
        switch value {
        case "same-origin", "same-site": return Verdict(Self.test, value, 10)
        case "cross-origin": return Verdict(Self.test, value, 0)
        default:
            return fault(page, "invalid", -5, "The Cross-Origin-Resource-Policy has a value that browsers do not know")
        }
    }

    private func fault(_ page: Page, _ result: String, _ points: Int, _ title: String) -> Verdict {
        fault(
            Self.test, result, points, rule: "http.corp.\(result)", title,
            remedy: "Send Cross-Origin-Resource-Policy: same-origin, unless other sites must load this content.",
            on: page, evidence: page.evidence(Self.test))
    }
}
