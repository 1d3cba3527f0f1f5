import Testing

/// A layer uses its own layer and lower ones only; Contract and Core are beside each other and never meet.
@Suite struct LayerTests {
    static let reachable: [String: Set<String>] = [
        "Documents": ["Documents"],
        "Contract": ["Documents", "Contract"],
        "Core": ["Documents", "Core"],
        "Adapters": ["Documents", "Contract", "Core", "Adapters"],
        "Edge": ["Documents", "Contract", "Core", "Adapters", "Edge"],
    ]

    static let layerOf: [String: String] = Dictionary(
        Manifest.targets.compactMap { target in target.layer.map { (target.name, $0) } },
        uniquingKeysWith: { first, _ in first })

    @Test func everyTargetStandsInALayerFolder() {
        let outside = Manifest.targets.filter { !$0.isTest && $0.layer == nil }.map(\.name)
        #expect(
            Set(outside) == [
                "amas", "TestSupport", "StoreExercise", "Fuzzing", "SchemaBenchmark", "RepairFigures",
            ])
        #expect(Manifest.targets.count > 20)
    }

    @Test func theManifestKeepsToTheLayers() {
        for target in Manifest.targets {
            guard let layer = target.layer, let allowed = Self.reachable[layer] else { continue }
            for name in target.dependencies {
                guard let other = Self.layerOf[name] else { continue }
                #expect(allowed.contains(other), "\(target.name) (\(layer)) depends on \(name) (\(other))")
            }
        }
    }

    @Test func theImportsKeepToTheManifest() {
        let ours = Set(Manifest.targets.map(\.name))
        let byPath = Manifest.targets.filter { $0.path != nil }
        for file in SourceTree.sources {
            guard let target = byPath.first(where: { file.path.hasPrefix(($0.path ?? "") + "/") }) else {
                Issue.record("\(file.path) belongs to no target")
                continue
            }
            for name in file.imports where ours.contains(name) && name != target.name {
                #expect(target.dependencies.contains(name), "\(file.path) imports \(name), which its target lacks")
            }
        }
    }

    @Test func nothingImportsTheCommandOrTheTestHelpers() {
        for file in SourceTree.sources {
            #expect(!file.imports.contains("amas"), "\(file.path)")
            #expect(!file.imports.contains("TestSupport"), "\(file.path)")
        }
    }
}
