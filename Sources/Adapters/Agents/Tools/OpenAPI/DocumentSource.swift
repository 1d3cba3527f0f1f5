import APISpec
import JSON

/// The files of one OpenAPI document, read and not yet judged.
struct DocumentSource: Sendable {
    let path: String
    /// By path; those that could not be read are missing.
    var documents: [String: Document] = [:]
    /// Why the first file cannot be read as JSON or YAML.
    var fault: Diagnostics?

    func document() throws(Diagnostics) -> PublishedDocument {
        if let fault { throw fault }
        return try PublishedDocument(root: path, documents: documents)
    }
}

/// The `$ref` texts of a document, and where they lead.
enum ReferenceText {
    /// A URL of its own; it is not followed.
    static func isRemote(_ text: String) -> Bool {
        text.prefix { $0 != "#" && $0 != "/" }.contains(":")
    }

    /// The path of another file that a reference in `file` leads to, nil if it stays in its own or is a URL.
    static func file(of text: String, from file: String) -> String? {
        let name = text.prefix { $0 != "#" }
        guard !name.isEmpty, !isRemote(text) else { return nil }
        var folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for part in PercentDecoding.decoded(String(name)).split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case ".": continue
            case "..": if folder.popLast() == nil { return nil }
            default: folder.append(part)
            }
        }
        return folder.joined(separator: "/")
    }
}
