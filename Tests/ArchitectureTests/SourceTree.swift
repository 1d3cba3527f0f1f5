import Foundation
import TestSupport

/// One Swift file of the package, with what the rules ask about it.
struct SourceFile {
    let path: String
    let lines: [String]

    /// Names of the modules this file imports, in order.
    var imports: [String] {
        lines.compactMap { line in
            var words = line.split(separator: " ")
            while let first = words.first, first != "import" {
                guard ["public", "package", "internal", "private", "@testable", "@preconcurrency"].contains(first)
                else { return nil }
                words.removeFirst()
            }
            guard words.count >= 2 else { return nil }
            let name =
                words.count > 2 && ["struct", "enum", "class", "func", "protocol"].contains(words[1])
                ? words[2] : words[1]
            return String(name.prefix { $0 != "." })
        }
    }
}

/// The package's own sources, read from disk.
enum SourceTree {
    static let sources = files(under: "Sources")
    static let tests = files(under: "Tests")

    /// Every Swift file below `folder`, by path relative to the package.
    static func files(under folder: String) -> [SourceFile] {
        let root = URL(fileURLWithPath: Suites.packageRoot)
        let walker = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        var found: [SourceFile] = []
        while let name = walker?.nextObject() as? String {
            guard name.hasSuffix(".swift") else { continue }
            let path = "\(folder)/\(name)"
            guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) else {
                continue
            }
            found.append(SourceFile(path: path, lines: text.components(separatedBy: "\n")))
        }
        return found.sorted { $0.path < $1.path }
    }
}
