import APISpec
import SchemaInstances

/// What developers leave behind is not there: neither under the paths of the specification nor beside them.
struct ParityHidden: Probe {
    static let rule = Rule(
        "parity.hidden", "Nothing answers at a path that the specification does not have", basis: "paths", fault: 310)

    private static let words = [
        "debug", "debug/config", "debug/vars", "debug/pprof", "admin", "internal", "private", "test", "tests", "dev",
        "status",
        "health", "healthz", "livez", "readyz", "ready", "ping", "version", "info", "metrics", "prometheus", "stats",
        "trace",
        "config", "configuration", "settings", "env", ".env", ".git/config", ".git/HEAD", ".svn/entries", ".DS_Store",
        "backup",
        "backup.zip", "dump", "dump.sql", "database.sqlite", "db", "logs", "log", "console", "shell", "exec", "eval",
        "actuator",
        "actuator/env", "actuator/health", "actuator/heapdump", "server-status", "server-info", "phpinfo.php",
        "wp-admin", "cgi-bin/",
        "swagger", "swagger.json", "swagger-ui", "swagger/v1/swagger.json", "docs", "redoc", "api-docs", "openapi.yaml",
        "graphql",
        "graphiql", "users", "user", "accounts", "account", "roles", "tokens", "token", "keys", "secrets", "register",
        "signup",
        "sessions", "oauth/token", "login", "logout", "auth", "upload", "uploads", "files", "static", "assets",
        "index.html",
        "robots.txt", "favicon.ico", ".well-known/security.txt", "jobs", "queue", "cron", "cache", "reset", "shutdown",
        "restart",
        "reload", "seed", "fixtures", "mock", "echo", "proxy", "search", "export", "import", "v1", "v2", "api",
        "api/v0", "api/v2",
    ]
    private static let methods = ["GET", "POST"]

    func run(_ run: Run) async throws(Abort) {
        var checked: Set<String> = []
        for target in targets(run) where checked.insert(target).inserted && run.matching(target) == nil {
            // Whoever may do most sees most.
            for identity in [run.maker].compactMap({ $0 }) {
                for method in Self.methods {
                    var request = RawRequest(method: method, target: target, headers: [("Accept", "application/json")])
                    if let authorization = identity.authorization { request.headers.append(authorization) }
                    if method == "POST" {
                        request.headers.append(("Content-Type", "application/json"))
                        request.body = Array("{}".utf8)
                    }
                    let ask = Ask(
                        operation: nil, request: request, attempt: "\(method) \(target)", identity: identity,
                        title: "undeclared paths")
                    guard let response = try await run.send(ask) else { continue }
                    judge(ask, response, run)
                }
            }
        }
    }

    private func judge(_ ask: Ask, _ response: RawResponse, _ run: Run) {
        guard run.spec.isAnybodys else {
            run.expect("NOT_FOUND", Self.rule, ask, response)
            return
        }
        // A server of a document of anybody's may serve more than the document, but nothing that answers without refusal.
        run.check(Self.rule, ask)
        if 200..<300 ~= response.status { run.fail(Self.rule, ask, expected: "a refusal", got: response.summary) }
    }

    /// The words below the root and below what all paths begin with, and neighbours of each path.
    private func targets(_ run: Run) -> [String] {
        let paths = run.spec.operations.map { run.anyPath(of: $0) }.distinct
        let firsts = run.spec.operations.map { one -> String in
            one.operation.path.segments.prefix { if case .literal = $0 { true } else { false } }.prefix(2).map {
                segment in
                if case .literal(let text) = segment { "/\(text)" } else { "" }
            }.joined()
        }
        let prefixes =
            [""] + firsts.filter { first in firsts.count { $0 == first } > 1 || firsts.count == 1 }.distinct.prefix(1)
        let words = prefixes.flatMap { prefix in Self.words.map { "\(prefix)/\($0)" } }
        let neighbours = paths.flatMap { path -> [String] in
            let plural = path.hasSuffix("s") ? String(path.dropLast()) : path + "s"
            return [
                plural, path + "/all", path + "/count", path + "/export", path + "/debug", path + ".json",
                path + ".bak", path + "~",
            ]
        }
        return words + neighbours
    }
}
