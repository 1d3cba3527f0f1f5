import APISpec

/// Percent-encoding is undone once, segment by segment (RFC 3986 sections 2.4 and 3.3).
struct EncodingPath: Probe {
    static let rule = Rule(
        "encoding.path", "An encoded segment is decoded once, and what it holds never becomes another path",
        basis: "RFC 3986 sections 2.2, 2.4 and 6.2.2")

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations
        where one.operation.method == "GET" && one.operation.path.parameterNames.count == 1 {
            guard let identity = run.caller(of: one), let base = try await run.base(of: one, as: identity),
                let spot = Spot(one, base.path)
            else { continue }
            // Whether anybody's server knows one id from another, no document says.
            for (what, segment, isSame) in Self.spellings(of: spot.segment) where isSame || !run.spec.isAnybodys {
                var changed = base
                changed.path = spot.head + segment + spot.tail
                var ask = run.ask(one, changed, as: identity, what)
                if !isSame { (ask.operation, ask.title) = (nil, one.title) }
                guard let response = try await run.send(ask) else { continue }
                if isSame {
                    run.expectSuccess(Self.rule, ask, response)
                    continue
                }
                run.check(Self.rule, ask)
                if !(400..<500 ~= response.status) {
                    run.fail(Self.rule, ask, expected: "a 4xx", got: response.summary)
                }
            }
        }
    }

    /// Where the parameter stands in a path that is filled in.
    private struct Spot {
        let head: String
        let segment: String
        let tail: String

        init?(_ one: JudgedOperation, _ path: String) {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count == one.operation.path.segments.count,
                let index = one.operation.path.segments.firstIndex(where: {
                    if case .parameter = $0 { true } else { false }
                })
            else { return nil }
            head = "/" + parts[..<index].map { "\($0)/" }.joined()
            segment = parts[index]
            tail = parts[(index + 1)...].map { "/\($0)" }.joined()
        }
    }

    /// What is written, how, and whether it still names the same object.
    private static func spellings(of segment: String) -> [(String, String, Bool)] {
        guard let first = segment.utf8.first, first != UInt8(ascii: "%") else { return [] }
        let digits = String(first, radix: 16)
        let rest = segment.dropFirst()
        return [
            ("its first character encoded", "%\(digits.uppercased())\(rest)", true),
            ("its first character encoded twice", "%25\(digits)\(rest)", false),
            ("an encoded zero behind it", "\(segment)%00", false),
            ("an encoded slash behind it", "\(segment)%2F", false),
            ("an encoded slash before it", "%2f\(segment)", false),
            ("encoded dots before it", "%2e%2e%2f\(segment)", false),
            ("an encoded line break behind it", "\(segment)%0d%0a", false),
            ("an encoded space behind it", "\(segment)%20", false),
            ("an overlong slash behind it", "\(segment)%c0%af", false), ("bytes that are no UTF-8", "%ff%fe", false),
            ("a percent sign alone", "\(segment)%", false), ("a percent sign and letters", "%zz\(rest)", false),
            ("a semicolon behind it", "\(segment);zz=1", false),
            ("a fragment sign, encoded, behind it", "\(segment)%23zz", false),
            ("an encoded question mark behind it", "\(segment)%3fzz", false),
            ("full-width letters", "%ef%bc%8f\(segment)", false),
        ]
    }
}
