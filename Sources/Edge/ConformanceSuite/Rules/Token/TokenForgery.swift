import APISpec
import JSON
import SchemaInstances

/// Headers, keys and claims that a library may fall for (RFC 8725 section 2).
struct TokenForgery: Probe {
    static let rule = Rule(
        "token.forgery", "No header of a token makes the server trust a key or a method of the caller's",
        basis: "security, RFC 8725 section 2", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run), let token = door.webToken(Self.rule, run) else { return }
        for (what, forged) in Self.all(from: token) { try await door.refuse(forged, what, Self.rule, run) }
    }

    /// Each with what is wrong about it, in words; none is the token itself.
    static func all(from token: WebToken) -> [(String, String)] {
        unsigned(token) + keys(token) + headers(token) + claims(token)
    }

    private static func unsigned(_ token: WebToken) -> [(String, String)] {
        ["none", "None", "NONE", "nOnE", "none ", ""].flatMap { name -> [(String, String)] in
            let header = Base64URL.encode(token.header.setting("alg", .string(name)).jsonBytes)
            let signed = "\(header).\(token.parts[1])"
            return [
                ("alg \"\(name)\" without signature", "\(signed)."),
                ("alg \"\(name)\" with the signature", "\(signed).\(token.parts[2])"),
            ]
        }
    }

    /// Keys that are guessed first, and those that a wrong configuration leaves.
    private static func keys(_ token: WebToken) -> [(String, String)] {
        let guesses: [(String, [UInt8])] = [
            ("an empty key", []), ("a key of one zero byte", [0]),
            ("a key of 32 zero bytes", [UInt8](repeating: 0, count: 32)),
        ]
        let words = ["secret", "password", "key", "changeme", "your-256-bit-secret", "jwt", "test", "dev", "HS256"]
        return (guesses + words.map { ("the key \"\($0)\"", Array($0.utf8)) }).map { what, key in
            ("signed with \(what)", WebToken.sealed(token.signed, key: key))
        }
    }

    /// Fields of the header that name a key, a method or a processing of the caller's choice.
    private static func headers(_ token: WebToken) -> [(String, String)] {
        let key = Array("a key of the caller's own making".utf8)
        let jwk: JSONValue = ["kty": "oct", "k": .string(Base64URL.encode(key)), "alg": "HS256"]
        let rows: [(String, JSONValue, [UInt8])] = [
            ("jwk", jwk, key), ("jku", "http://127.0.0.1:9/keys.json", key),
            ("x5u", "http://127.0.0.1:9/cert.pem", key),
            ("x5c", ["MAA="], key), ("kid", "../../../../../../dev/null", []),
            ("kid", "/proc/sys/kernel/randomize_va_space", Array("2\n".utf8)),
            ("kid", "x' UNION SELECT 'a' -- ", Array("a".utf8)), ("kid", "", []), ("crit", ["exp", "zz"], key),
            ("b64", false, key), ("zip", "DEF", key),
        ]
        let own = rows.map { name, value, key in
            (
                "a header with \(name) \(value.jsonText)",
                WebToken.sealed(token.header.setting(name, value), token.claims, key: key)
            )
        }
        let methods = ["HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA", "HS256, none"].map { name in
            let header = Base64URL.encode(token.header.setting("alg", .string(name)).jsonBytes)
            return ("alg \(name) with the signature", "\(header).\(token.parts[1]).\(token.parts[2])")
        }
        let typed = (
            "a header with typ JWE", WebToken.sealed(token.header.setting("typ", "JWE"), token.claims, key: key)
        )
        return own + methods + [
            typed, ("five parts", "\(token.signed).\(token.parts[2]).\(token.parts[2]).\(token.parts[2])"),
        ]
    }

    /// Claims raised under the old signature: each alone would let somebody do more.
    private static func claims(_ token: WebToken) -> [(String, String)] {
        let raised: [(String, JSONValue)] = [
            ("exp", 4_102_444_800), ("sub", "admin"), ("role", "admin"), ("iss", "zz"), ("scope", "admin"),
            ("admin", true),
        ]
        return raised.map { name, value in
            let claims = Base64URL.encode(token.claims.setting(name, value).jsonBytes)
            return ("\(name) changed under the old signature", "\(token.parts[0]).\(claims).\(token.parts[2])")
        }
    }
}
