public import Foundation

/// Finds the official test suites that live outside the project.
///
/// They are read from the folder named by `AMAS_SUITES`, else from `../shared/data` beside the package.
public enum Suites {
    /// The folder of the suite called `name`, or nil after printing which suite was skipped and where to get it.
    public static func folder(_ name: String, from source: String) -> URL? {
        let root = ProcessInfo.processInfo.environment["AMAS_SUITES"] ?? "\(packageRoot)/../shared/data"
        let folder = URL(fileURLWithPath: root).appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
        print("skipped suite \(name): not found at \(folder.path); get it from \(source), then set AMAS_SUITES")
        return nil
    }

    /// The folder that holds Package.swift.
    public static let packageRoot: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()
}
