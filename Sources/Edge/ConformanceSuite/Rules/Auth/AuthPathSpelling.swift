import APISpec

/// Other spellings of a path, without a token.
struct AuthPathSpelling: Probe {
    static let rule = Rule(
        "auth.path-spelling", "No other spelling of a path gets around security", basis: "security, RFC 3986",
        fault: 307)

    func run(_ run: Run) async throws(Abort) {
        for question in TokenQuestion.all(Self.rule, run) {
            let one = question.operation
            for spelling in Self.spellings(of: question.base.path) {
                var changed = question.base
                changed.path = spelling
                var ask = run.ask(one, changed, as: nil, "without a token at \(spelling)")
                ask.operation = nil
                ask.title = one.title
                guard let response = try await run.send(ask) else { continue }
                run.check(Self.rule, ask)
                if !(400..<500 ~= response.status) {
                    run.fail(
                        Self.rule, ask, expected: "a 4xx", got: response.summary, spec: one.location(of: "security"))
                }
            }
        }
    }

    static func spellings(of path: String) -> [String] {
        [
            path + "/", "/" + path, path.replacingFirst("/", by: "/%2e/"), path.uppercased(), path + ";x=1",
            path + "%00", path + "%20", path + ".json", path.replacingFirst("/", by: "/x/../"),
        ]
    }
}

extension String {
    /// With the first occurrence replaced.
    fileprivate func replacingFirst(_ needle: String, by text: String) -> String {
        guard let range = firstRange(of: needle) else { return self }
        return self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
