import JSON
import YAML

extension FuzzTarget {
    /// What is read has the data of a JSON text; what is refused has a place.
    static let yaml = FuzzTarget("yaml") { bytes in
        do throws(Diagnostics) {
            let root = try YAMLReader.read(bytes, file: "in.yaml").root
            let limits = JSONLimits(bytes: 16 << 20, depth: 64, nodes: 1_000_000)
            guard let again = try? Document.json(root.jsonBytes, limits: limits) else {
                fatalError("the data is not that of a JSON text")
            }
            demand(again.root.isEqual(to: root), "the data reads as something else")
        } catch {
            demand(error.items.allSatisfy { $0.location != nil }, "a refusal has no place")
        }
    }
}
