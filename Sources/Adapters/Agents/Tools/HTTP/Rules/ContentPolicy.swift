/// One Content-Security-Policy, as CSP Level 3 reads it.
struct ContentPolicy: Equatable {
    /// Sources by directive, both in lower case; a fetch directive without sources means 'none'.
    let directives: [String: [String]]

    enum Fault: Error, Equatable {
        case empty
        case repeated(String)
    }

    /// Reads one policy; a repeated directive is a fault, though browsers only ignore it.
    init(_ text: String) throws(Fault) {
        var directives: [String: [String]] = [:]
        for part in text.split(separator: ";") {
            let words = part.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
            guard let name = words.first else { continue }
            let mayRepeat = name == "report-uri" || name == "report-to"
            if directives[name] != nil, !mayRepeat { throw .repeated(name) }
            let sources = Array(words.dropFirst())
            directives[name] = sources.isEmpty && name.hasSuffix("-src") ? ["'none'"] : sources
        }
        if directives.isEmpty { throw .empty }
        self.directives = directives
    }

    /// The policies of a header, which separates them by commas.
    static func list(_ header: String) throws(Fault) -> [ContentPolicy] {
        var policies: [ContentPolicy] = []
        for part in header.split(separator: ",") { policies.append(try ContentPolicy(String(part))) }
        if policies.isEmpty { throw .empty }
        return policies
    }

    /// What counts for a kind of resource: its own directive, else default-src, else everything.
    func sources(_ directive: String) -> [String] {
        directives[directive] ?? directives["default-src"] ?? ["*"]
    }
}

extension ContentPolicy {
    /// How well a policy protects, by the outcomes of the MDN HTTP Observatory; the raw value names the outcome.
    enum Strength: String, CaseIterable {
        case invalid, missing
        case unsafeInline = "unsafe-inline"
        case insecureScheme = "insecure-scheme"
        case unsafeEval = "unsafe-eval"
        case insecurePassive = "insecure-scheme-in-passive-content"
        case unsafeStyle = "unsafe-inline-in-style"
        case safe = "no-unsafe"
        case safest = "no-unsafe-default-src-none"

        var points: Int {
            switch self {
            case .invalid, .missing: -25
            case .unsafeInline, .insecureScheme: -20
            case .unsafeEval, .insecurePassive: -10
            case .unsafeStyle: 0
            case .safe: 5
            case .safest: 10
            }
        }
    }

    /// Source expressions that let in almost anything.
    static let broad: Set<String> = [
        "ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*",
    ]
    private static let inline: Set<String> = ["'unsafe-inline'", "data:"]

    /// How well the policy protects a page that is served over HTTPS (`isSecure`) or not.
    func strength(isSecure: Bool) -> Strength {
        guard let scripts else { return .invalid }
        let styles = withoutInlineWhereHashed(sources("style-src"))
        let everything = Self.broad.union(Self.inline)
        if !everything.isDisjoint(with: scripts) || !Self.broad.isDisjoint(with: sources("object-src")) {
            return .unsafeInline
        }
        let passive = ["img-src", "media-src"]
        if isSecure, Self.isInsecure(directives.filter { !passive.contains($0.key) }.flatMap(\.value)) {
            return .insecureScheme
        }
        if scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'") { return .unsafeEval }
        if isSecure, Self.isInsecure(passive.flatMap { directives[$0] ?? [] }) { return .insecurePassive }
        if !everything.isDisjoint(with: styles) { return .unsafeStyle }
        return directives["default-src"] == ["'none'"] ? .safest : .safe
    }

    /// The script sources that really count; nil for 'strict-dynamic' without the nonce or hash that it needs.
    private var scripts: [String]? {
        let sources = withoutInlineWhereHashed(sources("script-src"))
        guard sources.contains("'strict-dynamic'") else { return sources }
        guard Self.isHashed(sources) else { return nil }
        return sources.filter { source in
            source != "'self'" && source != "'unsafe-inline'" && !Self.broad.contains { source.hasPrefix($0) }
        }
    }

    /// A nonce or hash switches 'unsafe-inline' off (CSP Level 3 section 6.7.3.2).
    private func withoutInlineWhereHashed(_ sources: [String]) -> [String] {
        Self.isHashed(sources) ? sources.filter { $0 != "'unsafe-inline'" } : sources
    }

    private static func isHashed(_ sources: [String]) -> Bool {
        sources.contains { source in
            ["'nonce-", "'sha256-", "'sha384-", "'sha512-"].contains { source.hasPrefix($0) }
        }
    }

    private static func isInsecure(_ sources: [String]) -> Bool {
        sources.contains { $0.hasPrefix("http:") || $0.hasPrefix("ftp:") }
    }
}
