import APISpec
import JSON

extension FuzzTarget {
    /// A document becomes a contract or is refused with an error; every diagnostic has a place or names the file.
    static let openapi = FuzzTarget("openapi") { bytes in
        do throws(Diagnostics) {
            let files = SpecFiles(root: "api.yaml", files: ["api.yaml": bytes])
            let loaded = try Contract.load(files)
            demand(loaded.warnings.allSatisfy { $0.severity != .error }, "an error that does not stop the contract")
        } catch {
            demand(error.hasErrors, "refused without an error")
        }
    }
}
