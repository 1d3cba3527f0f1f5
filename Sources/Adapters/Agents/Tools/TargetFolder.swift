import Outbound

/// The folder or the file that a tool was pointed at, with paths as the person who asked writes them.
struct TargetFolder {
    /// Without a slash at its end.
    let shown: String
    /// Whether it is one file.
    let isFile: Bool

    init(_ path: String, isFile: Bool) {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        shown = String(path)
        self.isFile = isFile
    }

    /// Looks at what the path is.
    static func find(_ path: String, in files: FileScope) async throws(ToolError) -> TargetFolder {
        do {
            _ = try await files.read(path, limit: 0)
            return TargetFolder(path, isFile: true)
        } catch .tooLarge {
            return TargetFolder(path, isFile: true)
        } catch .wrongKind {
            return TargetFolder(path, isFile: false)
        } catch {
            throw ToolError(error)
        }
    }

    /// The path of a file below the folder, to be shown and to be read by.
    func path(of name: String) -> String {
        if isFile { return shown }
        switch shown {
        case ".": return name
        case "/": return "/\(name)"
        default: return "\(shown)/\(name)"
        }
    }
}
