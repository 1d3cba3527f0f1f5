import JSON
import Testing
import YAML

/// The document's root as compact JSON.
func json(_ yaml: String, limits: YAMLLimits = .init()) throws -> String {
    String(
        decoding: try YAMLReader.read(Array(yaml.utf8), file: "f.yaml", limits: limits).root.jsonBytes, as: UTF8.self)
}

/// Why a text is refused, each diagnostic as "line:column code"; empty if it is not.
func codes(_ yaml: String, limits: YAMLLimits = .init()) -> [String] {
    diagnostics(Array(yaml.utf8), limits: limits).map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)"
    }
}

func diagnostics(_ bytes: [UInt8], file: String = "f.yaml", limits: YAMLLimits = .init()) -> [Diagnostic] {
    do {
        _ = try YAMLReader.read(bytes, file: file, limits: limits)
        return []
    } catch {
        return error.items
    }
}
