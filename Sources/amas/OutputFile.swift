import Foundation

/// Files that a command writes; one that cannot be written is told, and the command goes on with the next.
enum OutputFile {
    /// Whether it was written.
    static func write(_ text: String, to path: String, isExecutable: Bool = false) -> Bool {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            if isExecutable {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            return true
        } catch { return told(path) }
    }

    /// Whether it was added to the end of a file, which is made where there is none.
    static func append(_ text: String, to path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return write(text, to: path) }
        do {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            return true
        } catch { return told(path) }
    }

    private static func told(_ path: String) -> Bool {
        Console.error("error: \(path): cannot be written")
        return false
    }
}
