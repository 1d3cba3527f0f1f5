import JSON
import Outbound

/// Cookies travel over HTTPS only, login cookies cannot be read by scripts, and SameSite is set.
struct CookieRule: PageRule {
    private static let test = "cookies"

    func verdict(on page: Page) -> Verdict {
        let cookies = page.reply.values(of: "set-cookie").compactMap { Cookie($0) }
        if cookies.isEmpty { return Verdict(Self.test, "none", 0) }
        let protected = TransportSecurityRule.protects(page)
        let faults = Self.faults(protected).map { ($0, cookies.filter($0.concerns)) }.filter { !$0.1.isEmpty }
        if let worst = faults.min(by: { $0.0.points < $1.0.points })?.0 {
            let findings = faults.map { finding($0.0, $0.1.map(\.name), on: page) }
            return Verdict(Self.test, worst.name, worst.points, findings)
        }
        let isComplete = cookies.allSatisfy { $0.sameSite != nil }
        return Verdict(Self.test, isComplete ? "secure-with-samesite" : "secure", isComplete ? 5 : 0)
    }

    private struct Fault {
        let name: String
        let points: Int
        let title: String
        let remedy: String
        let concerns: @Sendable (Cookie) -> Bool
    }

    /// What can be wrong with a cookie; a missing Secure costs less where HSTS keeps the browser on HTTPS.
    private static func faults(_ protected: Bool) -> [Fault] {
        let overHTTP = protected ? ", though HSTS keeps browsers on HTTPS" : ""
        return [
            Fault(
                name: "session-without-secure", points: protected ? -10 : -40,
                title: "A login cookie is set without Secure\(overHTTP)", remedy: "Set the cookie with Secure.",
                concerns: { $0.isSession && !$0.isSecure }),
            Fault(
                name: "session-without-httponly", points: -30, title: "Scripts can read a login cookie",
                remedy: "Set the cookie with HttpOnly.", concerns: { $0.isSession && !$0.isHTTPOnly }),
            Fault(
                name: "without-secure", points: protected ? -5 : -20,
                title: "A cookie is set without Secure\(overHTTP)",
                remedy: "Set the cookie with Secure.", concerns: { !$0.isSession && !$0.isSecure }),
            Fault(
                name: "samesite-invalid", points: -20,
                title: "A cookie has a SameSite value that browsers do not honour",
                remedy: "Use SameSite=Lax or Strict, or None together with Secure.",
                concerns: { !$0.hasSoundSameSite }),
            Fault(
                name: "anticsrf-without-samesite", points: -20,
                title: "A token against forged requests is set without SameSite",
                remedy: "Set the cookie with SameSite=Strict.",
                concerns: { $0.isTokenAgainstForgery && $0.sameSite == nil }),
        ]
    }

    private func finding(_ fault: Fault, _ names: [String], on page: Page) -> Finding {
        Finding(
            rule: "http.cookies.\(fault.name.replacing("-", with: "_"))", severity: Verdict.severity(fault.points),
            title: fault.title, evidence: ["cookies": JSONValue(names.map { String($0.prefix(128)) })],
            remedy: fault.remedy, location: page.location)
    }
}
