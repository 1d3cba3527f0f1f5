import JSON
import Outbound

/// Judges the security headers, cookies, scripts and redirects of a web page.
struct HTTPHeaders: Tool {
    let name = "http.headers"
    let description =
        "Judges a page's security headers, cookies, scripts and redirects by the MDN HTTP Observatory rules."
    let inputSchema = InputShape.object(
        [
            "url": InputShape.url,
            "http_url": [
                "type": "string", "minLength": 8, "maxLength": 8_192,
                "description": "Where the same site is served over plain HTTP, if not on port 80.",
            ],
            "timeout_ms": InputShape.timeout(15_000, atMost: 60_000, "For each of at most four requests."),
        ], required: ["url"])

    static let rules: [any PageRule] = [
        ContentSecurityPolicyRule(), CookieRule(), CrossOriginRule(), RedirectionRule(), ReferrerPolicyRule(),
        TransportSecurityRule(), IntegrityRule(), ContentTypeOptionsRule(), FrameOptionsRule(), ResourcePolicyRule(),
    ]

    /// Gives `{url, status, score, grade, tests: [{test, result, points}], certificate_verified, certificate_problem,
    /// headers, set_cookie, redirects, address, timings, findings}`; `url` is where the redirects led.
    ///
    /// A page behind a certificate that is not accepted is read all the same; the evidence says so.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let visit = PageVisit(
            egress: context.egress, url: input.text("url"), plainURL: input["http_url"]?.stringValue,
            timeout: input.duration("timeout_ms", or: .seconds(15)))
        let page = try await reported { () async throws(EgressError) in try await visit.page() }
        let verdicts = Self.rules.map { $0.verdict(on: page) }
        let score = Score(verdicts)
        var output = page.reply.summary
        output["score"] = .integer(score.points)
        output["grade"] = .string(score.grade)
        output["tests"] = .array(verdicts.map(\.json))
        output["certificate_verified"] = page.isSecure ? .bool(page.certificateProblem == nil) : .null
        output["certificate_problem"] = JSONValue(page.certificateProblem)
        output["findings"] = JSONValue(verdicts.flatMap(\.findings).sorted { $0.severity > $1.severity })
        return .object(output)
    }
}
