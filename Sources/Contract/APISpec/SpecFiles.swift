/// The bytes of a specification, and the names that diagnostics call them by.
///
/// Either a folder with `openapi.yaml`, `asyncapi.yaml`, `errors.yaml` and `limits.yaml`, and whatever files they refer
/// to; or, when `root` is itself one of the files, a single OpenAPI document.
public struct SpecFiles: Sendable {
    /// The folder or the file as it is shown, such as "spec".
    public var root: String
    /// Shown path to content, such as "spec/openapi.yaml".
    public var files: [String: [UInt8]]

    public init(root: String, files: [String: [UInt8]]) {
        self.root = root
        self.files = files
    }

    /// Whether `root` is one OpenAPI document rather than a folder of ours.
    var isSingleDocument: Bool { files[root] != nil }

    /// The shown path of a file of the folder.
    func path(_ name: String) -> String { root.isEmpty ? name : "\(root)/\(name)" }
}
