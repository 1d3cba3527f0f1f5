import APISpec
import class Foundation.FileManager
import JSON
import TestSupport

/// The files of spec/, as the server reads them.
enum ShippedSpec {
    static let files: SpecFiles = {
        let names = ["openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml"]
        let contents = names.map { name in
            (
                "spec/\(name)",
                FileManager.default.contents(atPath: "\(Suites.packageRoot)/spec/\(name)").map(Array.init) ?? []
            )
        }
        return SpecFiles(root: "spec", files: Dictionary(uniqueKeysWithValues: contents))
    }()

    static func contract() throws -> Contract { try Contract.load(files).contract }
}

extension Contract {
    /// The operation of an id, for expectations.
    func operation(_ id: String) -> Operation? { operations.first { $0.id == id } }
}
