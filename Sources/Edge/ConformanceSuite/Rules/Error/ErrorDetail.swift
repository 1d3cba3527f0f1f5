import APISpec
import JSON

/// What went wrong is said in the words of errors.yaml, in refusals and wherever else an answer has a code.
struct ErrorDetail: Watch {
    static let rule = Rule(
        "error.detail", "The detail beside a code is the sentence of errors.yaml, its names filled in",
        basis: "detail of errors.yaml")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.*", "body.syntax"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let errors = run.spec.errors, let root = exchange.response.json?.root else { return }
        for told in Self.told(in: root, depth: 0) {
            guard let code = told["error_code"]?.string, let detail = told["detail"]?.string,
                let sentence = errors[code]?["detail"]
            else { continue }
            run.check(Self.rule, exchange.ask)
            if !Self.fits(detail, sentence.string ?? "") {
                run.fail(
                    Self.rule, exchange.ask, expected: "\(code): \(sentence.string ?? "")", got: detail,
                    spec: sentence.location)
            }
        }
    }

    /// Every object that has a code and says what it means.
    private static func told(in node: Node, depth: Int) -> [Node] {
        guard depth < 6 else { return [] }
        let here = node["error_code"] != nil && node["detail"] != nil ? [node] : []
        let below = node.kind == .array ? Array(node.elements) : node.members.map(\.value)
        return here + below.flatMap { told(in: $0, depth: depth + 1) }
    }

    /// Whether a text is a sentence with something in the place of each name in braces.
    static func fits(_ text: String, _ sentence: String) -> Bool {
        let pieces = sentence.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 ? part : part.drop { $0 != "}" }.dropFirst()
        }
        guard let first = pieces.first, text.hasPrefix(first) else { return false }
        if pieces.count == 1 { return text == first }
        guard let last = pieces.last, text.hasSuffix(last) else { return false }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
