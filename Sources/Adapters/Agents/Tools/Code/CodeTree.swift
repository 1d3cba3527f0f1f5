import JSON
import Outbound

/// The source files below the target of a tool.
struct CodeTree: Sendable {
    let files: FileScope
    let tree: FileTree

    /// What tools that read code take: a path, and what to leave out.
    static let inputs: JSONObject = [
        "path": [
            "type": "string", "minLength": 1, "maxLength": 4_096,
            "description": "A folder or a file: absolute, or from the first folder of files.allow.",
        ],
        "exclude": [
            "type": "array", "maxItems": 100, "items": ["type": "string", "minLength": 1, "maxLength": 255],
            "default": ["node_modules", "__pycache__"], "description": "Names of folders to leave out.",
        ],
        "hidden": [
            "type": "boolean", "default": false,
            "description": "Whether to enter folders whose name starts with a dot.",
        ],
        "max_files": [
            "type": "integer", "minimum": 1, "maximum": 100_000, "default": 20_000,
            "description": "The files after so many are left out.",
        ],
    ]

    /// The largest file that is read.
    static let fileBytes = 8 << 20

    init(_ input: ToolInput, _ context: ToolContext) async throws(ToolError) {
        files = context.files
        var walk = FileWalk()
        walk.exclude = Set(input.texts("exclude") ?? ["node_modules", "__pycache__"])
        walk.hidden = input.flag("hidden", or: false)
        walk.files = input.integer("max_files", or: 20_000)
        walk.fileBytes = Self.fileBytes
        let limits = walk
        tree = try await reportedFiles { () async throws(FileError) in
            try await context.files.tree(input.text("path"), limits)
        }
    }

    /// What was left out of the walk, as tools tell it.
    var skipped: JSONValue {
        [
            "count": .integer(tree.skippedCount), "cut_by": JSONValue(tree.cutBy),
            "first": .array(
                tree.skipped.prefix(20).map { ["path": .string($0.path), "reason": .string($0.reason.rawValue)] }),
        ]
    }

    /// Reads the files one after the other; what is gone or cannot be read by now is left out.
    func each(_ body: (FileTree.Entry, [UInt8]) async throws(ToolError) -> Void) async throws(ToolError) {
        for entry in tree.files {
            let bytes: [UInt8]
            do throws(FileError) {
                bytes = try await files.read(entry, of: tree, limit: Self.fileBytes)
            } catch {
                if error == .cancelled { throw ToolError(error) }
                continue
            }
            try await body(entry, bytes)
        }
    }
}
