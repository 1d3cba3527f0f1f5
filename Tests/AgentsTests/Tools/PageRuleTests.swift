import JSON
import Outbound
import Testing
import TestSupport

@testable import Agents

@Suite struct PageRuleTests {
    @Test(arguments: [
        ("default-src 'none'; form-action 'none'", ContentPolicy.Strength.safest),
        ("default-src 'self'", .safe),
        ("DEFAULT-SRC 'SELF'; script-src a.test", .safe),
        ("default-src 'self'; style-src 'unsafe-inline'", .unsafeStyle),
        ("default-src 'self'; script-src 'unsafe-eval' 'self'", .unsafeEval),
        ("default-src 'self'; img-src http://a.test", .insecurePassive),
        ("default-src 'self'; connect-src http://a.test", .insecureScheme),
        ("default-src 'self'; script-src 'self' 'unsafe-inline'", .unsafeInline),
        ("default-src 'self'; script-src 'unsafe-inline' 'nonce-abc'", .safe),
        ("default-src 'self'; script-src data:", .unsafeInline),
        ("default-src https:", .unsafeInline),
        ("script-src 'self'", .unsafeInline),
        ("script-src 'self'; object-src 'none'", .unsafeStyle),
        ("default-src 'self'; script-src 'strict-dynamic'", .invalid),
        ("default-src 'self'; script-src 'strict-dynamic' 'nonce-abc' https: 'unsafe-inline'", .safe),
        ("frame-ancestors 'none'", .unsafeInline),
        ("default-src; script-src", .safest),
    ])
    func weighsAPolicy(text: String, strength: ContentPolicy.Strength) throws {
        #expect(try ContentPolicy(text).strength(isSecure: true) == strength)
    }

    @Test func plainHTTPSourcesMatterOnSecurePagesOnly() throws {
        #expect(try ContentPolicy("default-src 'self' http://a.test").strength(isSecure: false) == .safe)
    }

    @Test func readsPolicyLists() throws {
        #expect(try ContentPolicy.list("default-src 'self', script-src a.test").count == 2)
        #expect(throws: ContentPolicy.Fault.empty) { try ContentPolicy.list(" ") }
        #expect(throws: ContentPolicy.Fault.empty) { try ContentPolicy(" ; ;") }
        #expect(throws: ContentPolicy.Fault.repeated("img-src")) { try ContentPolicy("img-src a; IMG-src b") }
        #expect(try ContentPolicy("report-uri a; report-uri b; default-src x").directives["default-src"] == ["x"])
    }

    @Test func readsCookies() throws {
        let cookie = try #require(Cookie(" SESSID = abc=d ; Secure;HttpOnly ; SameSite=Lax; Path=/"))
        #expect(cookie.name == "SESSID")
        #expect(cookie.isSecure && cookie.isHTTPOnly && cookie.isSession && cookie.hasSoundSameSite)
        #expect(cookie.sameSite == "lax")
        #expect(Cookie("nonsense") == nil)
        #expect(Cookie("a=1; SameSite=None")?.hasSoundSameSite == false)
        #expect(Cookie("a=1; SameSite=None; secure")?.hasSoundSameSite == true)
        #expect(Cookie("a=1; SameSite")?.hasSoundSameSite == false)
    }

    @Test(arguments: [
        ([], 100, "A+"), ([5, 10], 115, "A+"), ([-10, 5], 95, "A"), ([-15, 30], 85, "A-"),
        ([-25, -20, -20, -5], 30, "D"),
        ([-50, -40, -30], 0, "F"), ([-55], 45, "C-"), ([-80], 20, "F"), ([-20], 80, "B+"), ([-75], 25, "D-"),
    ])
    func countsAsTheObservatoryDoes(points: [Int], score: Int, grade: String) {
        let result = Score(points.map { Verdict("t", "r", $0) })
        #expect(result.points == score)
        #expect(result.grade == grade)
    }

    @Test func severityFollowsThePoints() {
        #expect(
            [-50, -40, -30, -20, -10, -5, 0].map(Verdict.severity) == [
                .high, .high, .medium, .medium, .low, .low, .info,
            ])
    }
}
