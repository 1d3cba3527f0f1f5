import Foundation

/// A folder of its own for each server: the files, and a copy of the data.
struct ProofFolder {
    let url: URL

    /// - Parameters:
    ///   - contents: every file by its place below the folder.
    ///   - data: the folder that is copied; nil for one that starts empty.
    init(_ url: URL, contents: [String: [UInt8]], data: URL?) throws {
        self.url = url
        let files = FileManager.default
        try files.createDirectory(at: url, withIntermediateDirectories: true)
        for (place, content) in contents {
            let target = url.appendingPathComponent(place)
            try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content).write(to: target)
        }
        guard let data else { return }
        try files.copyItem(at: data, to: url.appendingPathComponent("data"))
    }

    var data: URL { url.appendingPathComponent("data") }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
