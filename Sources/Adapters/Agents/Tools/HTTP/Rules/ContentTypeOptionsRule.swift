import JSON

/// Browsers keep to the content type that the server names (X-Content-Type-Options: nosniff).
struct ContentTypeOptionsRule: PageRule {
    private static let test = "x-content-type-options"

    func verdict(on page: Page) -> Verdict {
        guard let value = page.header(Self.test) else {
            return fault(page, "missing", "There is no X-Content-Type-Options header")
        }
        if value.lowercased().filter({ $0 != " " }) == "nosniff" { return Verdict(Self.test, "nosniff", 0) }
        return fault(page, "invalid", "The X-Content-Type-Options header has a value that browsers do not know")
    }

    private func fault(_ page: Page, _ result: String, _ title: String) -> Verdict {
        fault(
            Self.test, result, -5, rule: "http.x_content_type_options.\(result)", title,
            remedy: "Send X-Content-Type-Options: nosniff.", on: page, evidence: page.evidence(Self.test))
    }
}
