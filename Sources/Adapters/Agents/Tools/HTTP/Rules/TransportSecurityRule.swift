import JSON
import Outbound

/// Browsers are told to come back over HTTPS only (Strict-Transport-Security, RFC 6797); judged on HTTPS pages alone,
/// as browsers ignore the header elsewhere.
struct TransportSecurityRule: PageRule {
    private static let test = "strict-transport-security"
    /// Six months in seconds.
    private static let enough = 15_768_000

    func verdict(on page: Page) -> Verdict {
        guard page.isSecure else { return Verdict(Self.test, "not-applicable", 0) }
        guard page.header(Self.test) != nil else {
            return fault(page, "missing", -20, "There is no Strict-Transport-Security header")
        }
        guard let age = Self.age(page) else {
            return fault(page, "invalid", -20, "The Strict-Transport-Security header has no valid max-age")
        }
        if page.certificateProblem != nil {
            return fault(
                page, "invalid-certificate", -20, "Strict-Transport-Security has no effect with this certificate",
                remedy: "Install a certificate that clients accept; browsers ignore the header until then.")
        }
        if age < Self.enough {
            return fault(page, "short", -10, "Strict-Transport-Security lasts for less than six months")
        }
        return Verdict(Self.test, "six-months-or-more", 0)
    }

    /// Whether browsers will really keep to HTTPS.
    static func protects(_ page: Page) -> Bool {
        page.isSecure && page.certificateProblem == nil && (age(page) ?? 0) >= enough
    }

    /// The max-age in seconds; of several headers only the first counts (RFC 6797 section 8.1).
    private static func age(_ page: Page) -> Int? {
        let directives = page.reply.values(of: test).first?.split(separator: ";").map { part in
            part.lowercased().filter { $0 != " " && $0 != "\"" && $0 != "\t" }
        }
        let ages = (directives ?? []).filter { $0.hasPrefix("max-age=") }
        guard ages.count == 1, let digits = ages.first?.dropFirst(8), digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return digits.isEmpty ? nil : Int(digits) ?? .max
    }

    private func fault(
        _ page: Page, _ result: String, _ points: Int, _ title: String,
        remedy: String = "Send Strict-Transport-Security: max-age=31536000; includeSubDomains."
    ) -> Verdict {
        fault(
            Self.test, result, points, rule: "http.hsts.\(result.replacing("-", with: "_"))", title, remedy: remedy,
            on: page, evidence: page.evidence(Self.test))
    }
}
