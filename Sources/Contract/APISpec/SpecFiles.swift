/// The bytes of a specification, and the names that diagnostics call them by.
///
/// Either a folder with `openapi.yaml`, `asyncapi.yaml`, `errors.yaml` and `limits.yaml`, and whatever files they refer
/// to; or, when `root` is itself one of the files, an OpenAPI document of anybody's with the files it refers to.
public struct SpecFiles: Sendable {
    /// The folder or the file as it is shown, such as "spec".
    public var root: String
    /// Shown path to content, such as "spec/openapi.yaml".
    public var files: [String: [UInt8]] { didSet { spread = nil } }
    /// What was read on the way from the root to the other files, so that it need not be read twice.
    private(set) var spread: SpreadDocument?

    public init(root: String, files: [String: [UInt8]]) {
        self.root = root
        self.files = files
    }

    /// A document that may be spread over files.
    ///
    /// - Parameters:
    ///   - path: how messages show the document
    ///   - content: its bytes
    ///   - read: gives the bytes of another file below the folder of `path`, nil if there is none; it is asked for
    ///     each file that a reference leads to, once, and for none outside of that folder
    public init(document path: String, content: [UInt8], read: (String) -> [UInt8]?) {
        root = path
        let spread = SpreadDocument(root: path, content: content, read: read)
        files = spread.files
        self.spread = spread
    }

    /// Whether `root` is one OpenAPI document rather than a folder of ours.
    var isSingleDocument: Bool { files[root] != nil }

    /// The shown path of a file of the folder.
    func path(_ name: String) -> String { root.isEmpty ? name : "\(root)/\(name)" }
}
