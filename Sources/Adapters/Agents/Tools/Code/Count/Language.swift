/// A language as lines are counted in it.
struct Language: Sendable, Equatable {
    let name: String
    /// Ends of file names after the last dot, in lower case.
    let extensions: [String]
    /// Whole file names.
    var files: [String] = []
    /// What a first line of the form "#!/usr/bin/env NAME" may name.
    var interpreters: [String] = []
    /// How comments are found, one after the other.
    let filters: [LineFilter]
    /// Whether a backslash at the end of a line makes the blank line after it part of it.
    var continues = false
}

extension Language {
    /// The language of a file by its name, else by its first line; nil if it is none of the table.
    static func of(path: String, bytes: [UInt8]) -> Language? {
        let name = String(path.split(separator: "/").last ?? "")
        if let found = byFile[name] { return found }
        if let dot = name.lastIndex(of: "."), dot != name.startIndex {
            return byExtension[name[name.index(after: dot)...].lowercased()]
        }
        return interpreter(bytes).flatMap { byInterpreter[$0] }
    }

    /// The program that the first line names: "bash" of "#!/usr/bin/env bash".
    private static func interpreter(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: [0x23, 0x21]) else { return nil }
        let line = String(decoding: bytes.prefix(256).prefix { $0 != 0x0A }.dropFirst(2), as: UTF8.self)
        let words = line.split(whereSeparator: \.isWhitespace)
        let program = words.first.map { $0.split(separator: "/").last ?? "" }
        guard program == "env" else { return program.map(String.init) }
        return words.dropFirst().first { !$0.hasPrefix("-") }.map(String.init)
    }

    private static let byExtension = index(\.extensions)
    private static let byFile = index(\.files)
    private static let byInterpreter = index(\.interpreters)

    private static func index(_ keys: (Language) -> [String]) -> [String: Language] {
        Dictionary(
            table.flatMap { language in keys(language).map { ($0, language) } }, uniquingKeysWith: { first, _ in first }
        )
    }
}
