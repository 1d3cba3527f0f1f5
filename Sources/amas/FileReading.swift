import APISpec
import ArgumentParser
import Foundation

/// Reads the operator's files; a file that cannot be read ends the command with one clear line.
enum FileReading {
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func isFolder(_ path: String) throws -> Bool {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            Console.error("error: \(path): no such file or folder; name it with --spec")
            throw ExitCode.couldNotRun
        }
        return isDirectory.boolValue
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            Console.error("error: \(path): cannot be read")
            throw ExitCode.couldNotRun
        }
        return Array(data)
    }

    /// Every YAML and JSON file below the folder, or the one document and the files that it refers to, under the paths
    /// that messages show.
    static func specFiles(_ path: String) throws -> SpecFiles {
        guard try isFolder(path) else {
            let folder = realFolder(of: path)
            return SpecFiles(document: path, content: try bytes(path)) { file in
                // A link must not lead out of the folder either.
                guard isBelow(folder, file), let data = FileManager.default.contents(atPath: file) else { return nil }
                return Array(data)
            }
        }
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        var files: [String: [UInt8]] = [:]
        let walker = FileManager.default.enumerator(atPath: root)
        while let name = walker?.nextObject() as? String {
            guard [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) else { continue }
            files["\(root)/\(name)"] = try bytes("\(root)/\(name)")
        }
        return SpecFiles(root: root, files: files)
    }

    /// The folder of a file, links followed.
    private static func realFolder(of path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    }

    private static func isBelow(_ folder: String, _ file: String) -> Bool {
        let parent = realFolder(of: file)
        return parent == folder || parent.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
