import JSON

/// What is known of one line: the worst of what stands on it.
public struct LineVerdict: Sendable, Equatable {
    public var file: String
    public var line: Int
    public var standing: Standing
    /// Whether it counts as proven: seen in requests, at the start, or, for what is written for readers, published.
    public var isProven: Bool
    /// The kind of change, and the change in words.
    public var mutation: String
    public var change: String
    public var rule: String
    public var finding: String
    public var text: String

    /// Such as "spec/openapi.yaml:211 enforced bound body.invalid: maximum 10 becomes 11".
    public var summary: String {
        let how = [mutation, rule].filter { !$0.isEmpty }.joined(separator: " ")
        let what = change.isEmpty ? "" : ": \(change)"
        return "\(file):\(line) \(standing.rawValue)\(how.isEmpty ? "" : " " + how)\(what)"
    }

    /// The lines of a file that say something, in order.
    static func lines(of file: ProofFile, _ verdicts: [NodeVerdict]) -> [LineVerdict] {
        let byLine = Dictionary(grouping: verdicts.filter { $0.node.file.name == file.name }) { $0.node.location.line }
        var current: NodeVerdict?
        return file.lines.enumerated().compactMap { index, text in
            let content = text.drop { $0 == " " }
            let here = byLine[index + 1] ?? []
            current =
                here.max { ($0.isProven ? 0 : 100) + $0.standing.rank < ($1.isProven ? 0 : 100) + $1.standing.rank }
                ?? current
            // A line without a node of its own goes on with the text before it.
            guard !content.isEmpty, !here.isEmpty || !content.hasPrefix("#"), let verdict = current else { return nil }
            return LineVerdict(
                file: file.name, line: index + 1, standing: verdict.standing, isProven: verdict.isProven,
                mutation: verdict.mutation?.name ?? "", change: verdict.mutation?.what ?? "", rule: verdict.rule,
                finding: verdict.finding, text: text)
        }
    }
}
