/// How one language is cut into tokens, and which of them are conditions.
struct Grammar: Sendable {
    enum Reader: Sendable { case swift, go, cFamily, java, script, python }

    let name: String
    let extensions: [String]
    let reader: Reader
    /// Tokens each of which is one more way through a function.
    let conditions: Set<String>

    private static let common: Set<String> = ["if", "for", "while", "catch", "&&", "||", "case", "?"]

    /// The languages that are measured, with the conditions that lizard 1.24 counts.
    static let table: [Grammar] = [
        Grammar(
            name: "C/C++", extensions: ["c", "cc", "cpp", "cxx", "h", "hh", "hpp"], reader: .cFamily, conditions: common
        ),
        Grammar(name: "Go", extensions: ["go"], reader: .go, conditions: common),
        Grammar(name: "Java", extensions: ["java"], reader: .java, conditions: common),
        Grammar(
            name: "JavaScript", extensions: ["js", "cjs", "mjs"], reader: .script,
            conditions: common.union(["elseif", "??"])),
        Grammar(
            name: "Python", extensions: ["py"], reader: .python,
            conditions: ["if", "elif", "for", "while", "except", "finally", "and", "or"]),
        Grammar(name: "Swift", extensions: ["swift"], reader: .swift, conditions: common.union(["guard"])),
        Grammar(name: "TypeScript", extensions: ["ts"], reader: .script, conditions: common.union(["elseif", "??"])),
    ]

    /// The language of a file, nil if it is none that is measured.
    static func of(path: String) -> Grammar? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return byExtension[name[name.index(after: dot)...].lowercased()]
    }

    private static let byExtension = Dictionary(
        table.flatMap { grammar in grammar.extensions.map { ($0, grammar) } }, uniquingKeysWith: { first, _ in first })

    /// The functions of a source text in the order in which they end.
    func functions(in text: [UInt8]) -> [MeasuredFunction] {
        var lexer = SourceLexer(text, language: reader)
        let tokens = lexer.tokens()
        var meter = FunctionMeter(conditions: conditions)
        switch reader {
        case .swift, .go: BraceReader(isGo: reader == .go, tokens).read(&meter)
        case .cFamily: CReader(tokens).read(&meter)
        case .java: JavaReader(tokens).read(&meter)
        case .script: ScriptReader(tokens).read(&meter)
        case .python: PythonReader(tokens).read(&meter)
        }
        return meter.functions
    }
}
