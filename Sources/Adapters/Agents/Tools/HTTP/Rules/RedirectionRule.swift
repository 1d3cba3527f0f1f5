import JSON
import Outbound

/// A visitor who begins with plain HTTP is led to HTTPS at once, on the same host.
struct RedirectionRule: PageRule {
    private static let test = "redirection"

    func verdict(on page: Page) -> Verdict {
        guard let stops = page.route?.stops, let first = stops.first, let last = stops.last else {
            return Verdict(Self.test, "no-plain-http", 0)
        }
        guard first.scheme == .http else { return Verdict(Self.test, "no-plain-http", 0) }
        if stops.count == 1 {
            return fault(page, "missing", -20, "The page is served over plain HTTP without a redirect to HTTPS")
        }
        if last.scheme != .https {
            return fault(page, "not-to-https", -20, "Plain HTTP is redirected, but not to HTTPS")
        }
        if stops[1].scheme == .http {
            return fault(page, "not-at-once", -10, "Plain HTTP is redirected to plain HTTP first")
        }
        if stops[1].host != first.host {
            return fault(page, "off-host", -5, "Plain HTTP is redirected to another host first")
        }
        return Verdict(Self.test, "to-https", 0)
    }

    private func fault(_ page: Page, _ result: String, _ points: Int, _ title: String) -> Verdict {
        let route = (page.route?.stops ?? []).map(\.description)
        return fault(
            Self.test, result, points, rule: "http.redirect.\(result.replacing("-", with: "_"))", title,
            remedy: "Answer plain HTTP with a permanent redirect to the same host over HTTPS.", on: page,
            evidence: ["route": JSONValue(route)])
    }
}
