import APISpec
import JSON
import Testing

/// A mistake to plant in the fixture, and the one diagnostic that must come of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    /// A text that occurs once in the file, and what replaces it.
    struct Edit: Sendable {
        let original: String
        let replacement: String
    }

    let file: String
    /// ▸ stands in one replacement, where the diagnostic must point; it is taken out.
    let edits: [Edit]
    let message: String
    let help: String?
    let severity: Diagnostic.Severity

    init(
        in file: String, _ edits: [(String, String)], _ message: String, help: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        self.file = file
        self.edits = edits.map { Edit(original: $0.0, replacement: $0.1) }
        self.message = message
        self.help = help
        self.severity = severity
    }

    var testDescription: String { "\(file): \(message)" }

    /// What is said about the fixture with this mistake alone, and what must be.
    func outcome() -> (found: [String], expected: [String]) {
        let (files, expected) = plant(in: Fixture.files())
        return (files.diagnostics.map(\.headline), [expected])
    }

    /// The files with the mistake, and the headline it must get.
    func plant(in files: SpecFiles) -> (files: SpecFiles, headline: String) {
        let path = "spec/\(file)"
        let marked = edits.reduce(files) { $0.replacing($1.original, with: $1.replacement, in: path) }
        let place = marked.place(of: "▸", in: path)
        let planted = marked.replacing("▸", with: "", in: path)
        return (planted, "\(place): \(severity.rawValue): \(message)\(help.map { " (\($0))" } ?? "")")
    }
}

extension SpecFiles {
    /// The place of the only occurrence of a text, as "file:line:column".
    func place(of text: String, in file: String) -> JSON.SourceLocation {
        let content = String(decoding: files[file] ?? [], as: UTF8.self)
        let before = content.split(separator: text, omittingEmptySubsequences: false)[0]
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return JSON.SourceLocation(file: file, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

extension Diagnostic {
    /// Place, severity, message and help in one line.
    var headline: String {
        "\(location.map { "\($0): " } ?? "")\(severity.rawValue): \(message)\(help.map { " (\($0))" } ?? "")"
    }
}
