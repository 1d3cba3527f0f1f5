import APISpec
import JSON

/// Nobody is told a password, and a token only by the operation that gives it.
struct LeakSecret: Watch {
    static let rule = Rule(
        "leak.secret", "No answer holds a password, nor a token that it does not give",
        basis: "RFC 6750 section 5.2, CWE-200")
    let feeders = ["positive.*", "auth.missing-token", "auth.password"]
    /// Shorter passwords may stand anywhere by chance.
    private static let shortest = 8

    func judge(_ exchange: Exchange, _ run: Run) {
        guard !exchange.response.body.isEmpty else { return }
        run.check(rule, exchange.ask)
        let text = String(decoding: exchange.response.body, as: UTF8.self)
        let root = exchange.response.json?.root
        for identity in run.identities {
            let password = identity.user.password
            if password.utf8.count >= Self.shortest, text.contains(password) {
                run.fail(rule, exchange.ask, expected: "no password", got: "the password of \(identity.user.username)")
            }
            let isGiven = root?.kind == .object && root?["access_token"] != nil
            if !identity.token.isEmpty, !isGiven, text.contains(identity.token) {
                run.fail(rule, exchange.ask, expected: "no token", got: "the token of \(identity.user.username)")
            }
        }
    }
}
