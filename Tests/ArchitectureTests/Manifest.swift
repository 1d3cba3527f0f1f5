import Foundation
import TestSupport

/// One target as Package.swift declares it.
struct ManifestTarget {
    let name: String
    let isTest: Bool
    let path: String?
    let dependencies: [String]

    /// The layer folder, such as "Documents", or nil outside the layers.
    var layer: String? {
        guard let parts = path?.split(separator: "/"), parts.count == 3, parts[0] == "Sources" else { return nil }
        return String(parts[1])
    }
}

/// Package.swift, read as text: the test must not start a second package manager.
enum Manifest {
    static let targets: [ManifestTarget] = {
        let text = (try? String(contentsOfFile: "\(Suites.packageRoot)/Package.swift", encoding: .utf8)) ?? ""
        let opening = #/\.(?<kind>target|executableTarget|testTarget|systemLibrary)\(\s*name: "(?<name>[^"]+)"/#
        return text.matches(of: opening).map { match in
            let body = argumentList(in: text, from: match.range.lowerBound)
            return ManifestTarget(
                name: String(match.name), isTest: match.kind == "testTarget",
                path: body.firstMatch(of: #/path: "(?<path>[^"]+)"/#).map { String($0.path) },
                dependencies: dependencies(in: body))
        }
    }()

    /// The text from `start` to the parenthesis that closes the first one opened.
    private static func argumentList(in text: String, from start: String.Index) -> Substring {
        var depth = 0
        var index = start
        while index < text.endIndex {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return text[start...index] }
            }
            index = text.index(after: index)
        }
        return text[start...]
    }

    /// Names in `dependencies: [...]`, those of products included.
    private static func dependencies(in body: Substring) -> [String] {
        guard let start = body.firstRange(of: "dependencies: [") else { return [] }
        let tail = body[start.upperBound...]
        let list = tail[..<(tail.firstIndex(of: "]") ?? tail.endIndex)]
        return list.matches(of: #/(?:name: )?"(?<name>[^"]+)"(?:, package: "[^"]+")?/#).map { String($0.name) }
    }
}
