import JSON
import Testing

@testable import Access

/// A token that must not be believed, and the reason it is refused for.
struct Forgery: Sendable, CustomTestStringConvertible {
    let name: String
    let token: String
    let error: TokenError

    init(_ name: String, _ token: String, _ error: TokenError) {
        self.name = name
        self.token = token
        self.error = error
    }

    var testDescription: String { name }

    /// A token with this header, rightly signed.
    static func header(_ header: String, _ error: TokenError) -> Forgery {
        Forgery("header \(header)", Forger().token(header: header, claims: claims()), error)
    }

    /// A rightly signed token with one claim changed, or left out.
    static func claim(_ name: String, _ value: String?, _ error: TokenError) -> Forgery {
        Forgery("\(name) \(value ?? "absent")", Forger().token(claims: claims([name: value])), error)
    }
}

@Suite struct TokenForgeryTests {
    static let notHS256 = TokenError.header("alg is not HS256")
    static let notJWT = TokenError.header("typ is not JWT")
    static let good = Forger().token(claims: claims())
    static let goodParts = good.split(separator: ".").map(String.init)

    static let algorithms: [Forgery] = [
        .header(#"{"alg":"none","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"None","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"nOnE","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"hs256","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"HS256 ","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"HS384","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"HS512","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"RS256","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"PS256","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":"EdDSA","typ":"JWT"}"#, notHS256),
        .header(#"{"alg":null,"typ":"JWT"}"#, notHS256),
        .header(#"{"alg":256,"typ":"JWT"}"#, notHS256),
        .header(#"{"alg":["HS256"],"typ":"JWT"}"#, notHS256),
        .header(#"{"typ":"JWT"}"#, notHS256),
        .header(#"{}"#, notHS256),
        Forgery("none without a signature", "\(Forger.text(#"{"alg":"none"}"#)).\(goodParts[1]).", notHS256),
        Forgery(
            "ES256 with r = s = 0",
            "\(Forger.text(#"{"alg":"ES256","typ":"JWT"}"#)).\(goodParts[1]).\(String(repeating: "A", count: 86))",
            notHS256),
    ]

    static let headers: [Forgery] = [
        .header(#"{"alg":"HS256"}"#, notJWT),
        .header(#"{"alg":"HS256","typ":"jwt"}"#, notJWT),
        .header(#"{"alg":"HS256","typ":"at+jwt"}"#, notJWT),
        .header(#"{"alg":"HS256","typ":"refresh"}"#, notJWT),
        .header(#"{"alg":"HS256","typ":null}"#, notJWT),
        .header(#"{"alg":"HS256","typ":"JWT","kid":"1"}"#, .header("kid is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}"#, .header("kid is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","kid":"' OR 1=1 --"}"#, .header("kid is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","crit":["exp"]}"#, .header("crit is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","crit":[]}"#, .header("crit is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","jku":"https://evil.example/k"}"#, .header("jku is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","x5u":"https://evil.example/c"}"#, .header("x5u is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","x5c":["MIIB"]}"#, .header("x5c is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"AA"}}"#, .header("jwk is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","zip":"DEF"}"#, .header("zip is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","b64":false}"#, .header("b64 is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","enc":"A256GCM"}"#, .header("enc is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","p2c":2147483647}"#, .header("p2c is not allowed")),
        .header(#"{"alg":"HS256","typ":"JWT","ALG":"none"}"#, .header("ALG is not allowed")),
        .header(#"{"alg":"none","alg":"HS256","typ":"JWT"}"#, .malformed("not JSON")),
        .header(#"{"alg":"HS256","alg":"none","typ":"JWT"}"#, .malformed("not JSON")),
        .header(#"{"\u0061lg":"HS256","typ":"JWT"}"#, .header("escapes")),
        .header(#"{"alg":"HS256","\u0061lg":"none","typ":"JWT"}"#, .header("escapes")),
        .header(#"["HS256"]"#, .malformed("not a JSON object")),
        .header(#""HS256""#, .malformed("not a JSON object")),
        .header("", .malformed("not JSON")),
        .header(#"{"alg":"HS256","typ":"JWT"} "# + "x", .malformed("not JSON")),
        .header(#"{"alg":"HS256","typ":"JWT",}"#, .malformed("not JSON")),
        Forgery(
            "header in UTF-16", "\(Forger.text([0xFF, 0xFE, 0x7B, 0x00])).\(goodParts[1]).\(goodParts[2])",
            .malformed("not JSON")),
    ]

    static let forms: [Forgery] = [
        Forgery("empty", "", .malformed("1 parts")),
        Forgery("two parts", "\(goodParts[0]).\(goodParts[1])", .malformed("2 parts")),
        Forgery("four parts", "\(good).\(goodParts[2])", .malformed("4 parts")),
        Forgery("five parts, as in JWE", "\(goodParts[0])...\(goodParts[1]).\(goodParts[2])", .malformed("5 parts")),
        Forgery(
            "JSON serialisation", #"{"protected":"\#(goodParts[0])","payload":"\#(goodParts[1])"}"#,
            .malformed("1 parts")),
        Forgery("no signature", "\(goodParts[0]).\(goodParts[1]).", .malformed("a signature of 0 bytes")),
        Forgery("half a signature", String(good.dropLast(22)), .malformed("not base64url")),
        Forgery("a longer signature", "\(good)AAA", .malformed("a signature of 34 bytes")),
        Forgery("padding", "\(good)=", .malformed("not base64url")),
        Forgery("space before", " \(good)", .malformed("not base64url")),
        Forgery("space within", good.replacing("eyJ", with: "ey J"), .malformed("not base64url")),
        Forgery("newline after", "\(good)\n", .malformed("not base64url")),
        Forgery("NUL after", "\(good)\0", .malformed("not base64url")),
        Forgery("standard alphabet", "\(goodParts[0]).a+/b.\(goodParts[2])", .malformed("not base64url")),
        Forgery("beyond ASCII", good.replacing("eyJ", with: "éyJ"), .malformed("not base64url")),
        Forgery("a megabyte", String(repeating: "A", count: 1 << 20), .malformed("more than 4096 bytes")),
        Forgery(
            "4097 bytes", String(repeating: "A", count: 4_097 - 4) + ".A.A", .malformed("more than 4096 bytes")),
    ]

    static let claimValues: [Forgery] = [
        .claim("exp", nil, .claim("exp")),
        .claim("exp", #""1700001800""#, .claim("exp")),
        .claim("exp", "1e400", .claim("exp")),
        .claim("exp", "1700001800.5", .claim("exp")),
        .claim("exp", "1.7000018e9", .claim("exp")),
        .claim("exp", "-1", .claim("exp")),
        .claim("exp", "null", .claim("exp")),
        .claim("exp", "9223372036854775807", .claim("exp")),
        .claim("exp", "99999999999999999999999999", .claim("exp")),
        .claim("exp", "1700000000", .claim("exp")),
        .claim("exp", "1700001801", .claim("exp")),
        .claim("nbf", nil, .claim("nbf")),
        .claim("nbf", "1700000031", .early),
        .claim("nbf", "true", .claim("nbf")),
        .claim("iat", nil, .claim("iat")),
        .claim("iat", "1700000031", .early),
        .claim("iat", #"["1700000000"]"#, .claim("iat")),
        .claim("iss", nil, .claim("iss")),
        .claim("iss", #""Amas""#, .claim("iss")),
        .claim("iss", #""https://evil.example""#, .claim("iss")),
        .claim("aud", nil, .claim("aud")),
        .claim("aud", #""other""#, .claim("aud")),
        .claim("aud", #"["amas","other"]"#, .claim("aud")),
        .claim("sub", nil, .claim("sub")),
        .claim("sub", #""""#, .claim("sub")),
        .claim("sub", "1", .claim("sub")),
        .claim("jti", nil, .claim("jti")),
        .claim("jti", "{}", .claim("jti")),
        .claim("role", nil, .claim("role")),
        .claim("role", #""root""#, .claim("role")),
        .claim("role", #""Admin""#, .claim("role")),
        .claim("role", #"["admin"]"#, .claim("role")),
        .claim("sub", #""ann","sub":"root""#, .malformed("not JSON")),
        Forgery("no claims", Forger().token(claims: "{}"), .claim("iss")),
        Forgery("claims in a list", Forger().token(claims: "[\(claims())]"), .malformed("not a JSON object")),
        Forgery("no payload", Forger().token(claims: ""), .malformed("not JSON")),
        Forgery(
            "long past", Forger().token(claims: claims(["iat": "1", "nbf": "1", "exp": "1800"])), .expired),
    ]

    static let keys: [Forgery] = [
        Forgery(
            "the key of another server",
            Forger(secret: Array("another-secret-of-thirty-two-byte".utf8)).token(claims: claims()), .signature),
        Forgery("an empty key", Forger(secret: []).token(claims: claims()), .signature),
        Forgery(
            "other claims under the signature",
            "\(goodParts[0]).\(Forger.text(claims(["role": #""admin""#]))).\(goodParts[2])", .signature),
        Forgery("zeros", "\(goodParts[0]).\(goodParts[1]).\(String(repeating: "A", count: 43))", .signature),
    ]

    @Test(arguments: algorithms + headers + forms + claimValues + keys)
    func refuses(_ forgery: Forgery) async throws {
        let issuer = try await TokenIssuer.sample(TestClock())
        await #expect(throws: forgery.error) { try await issuer.verify(forgery.token) }
        #expect(issuer.cached(forgery.token) == nil)
    }

    @Test func listsMoreThanAHundred() {
        let all = Self.algorithms + Self.headers + Self.forms + Self.claimValues + Self.keys
        #expect(all.count > 100)
        #expect(Set(all.map(\.token)).count == all.count)
    }

    @Test func acceptsTheTokenTheForgeriesAreMadeFrom() async throws {
        let caller = try await TokenIssuer.sample(TestClock()).verify(Self.good)
        #expect(
            caller
                == Caller(
                    username: "ann", role: .operator, tokenID: "id-1",
                    expiresAt: Timestamp(milliseconds: 1_700_001_800_000)))
    }

    @Test func refusesEveryTokenWithOneCharacterChanged() async throws {
        let issuer = try await TokenIssuer.sample(TestClock())
        let good = Array(Self.good.utf8)
        for (place, byte) in good.enumerated() {
            for other in [byte ^ 1, byte ^ 0x20, UInt8(ascii: "A"), UInt8(ascii: ".")] where other != byte {
                var bytes = good
                bytes[place] = other
                let forged = String(decoding: bytes, as: UTF8.self)
                await #expect(throws: TokenError.self, "at \(place)") { try await issuer.verify(forged) }
            }
        }
    }

    @Test func oneTextForEachToken() async throws {
        // The last character of a 32-byte signature carries two unused bits: all but one spelling are refused.
        let issuer = try await TokenIssuer.sample(TestClock())
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        var accepted = 0
        for last in alphabet where (try? await issuer.verify(String(Self.good.dropLast()) + String(last))) != nil {
            accepted += 1
        }
        #expect(accepted == 1)
    }
}
