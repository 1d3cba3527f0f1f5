import Testing

/// Each heavy or dangerous library has one door, and the inner layers have none at all.
@Suite struct ForbiddenImportTests {
    /// Library -> the only folders that may import it.
    static let doors: [String: [String]] = [
        "CLibYAML": ["Sources/Documents/YAML"],
        "CSimdJSON": ["Sources/Documents/JSON"],
        "CPCRE2": ["Sources/Documents/JSONSchema"],
        "CArgon2": ["Sources/Contract/Access"],
        "JWTKit": ["Sources/Contract/Access"],
        "GRDB": ["Sources/Adapters/SQLiteStore"],
        "AsyncHTTPClient": ["Sources/Adapters/Outbound"],
        "NIOSSL": ["Sources/Adapters/Outbound"],
        "Hummingbird": [],
        "HummingbirdCore": ["Sources/Edge/APIServer", "Sources/Edge/HTTPTransport"],
        "ArgumentParser": ["Sources/amas"],
        "SQLiteStore": ["Sources/amas"],
    ]

    @Test(arguments: doors.keys.sorted()) func hasOneDoor(library: String) {
        let folders = Self.doors[library] ?? []
        for file in SourceTree.sources where file.imports.contains(library) {
            #expect(folders.contains { file.path.hasPrefix($0 + "/") }, "\(file.path) imports \(library)")
        }
    }

    @Test func innerLayersKnowNoFrameworks() {
        let inner = ["Sources/Documents/", "Sources/Contract/", "Sources/Core/"]
        let forbidden = ["NIO", "Hummingbird", "GRDB", "AsyncHTTPClient", "Subprocess", "ArgumentParser", "CLibPQ"]
        for file in SourceTree.sources where inner.contains(where: file.path.hasPrefix) {
            for name in file.imports {
                #expect(!forbidden.contains { name.hasPrefix($0) }, "\(file.path) imports \(name)")
            }
        }
    }

    @Test func agentsReachNeitherStoresNorCredentials() {
        for file in SourceTree.sources where file.path.hasPrefix("Sources/Adapters/Agents/") {
            #expect(Set(file.imports).isDisjoint(with: ["SQLiteStore", "Integrations", "Access"]), "\(file.path)")
        }
    }

    @Test func predictionIsMathematicsAlone() {
        let ours = Set(Manifest.targets.map(\.name))
        for file in SourceTree.sources where file.path.hasPrefix("Sources/Core/Prediction/") {
            #expect(ours.isDisjoint(with: file.imports), "\(file.path)")
        }
    }

    @Test func theWebSocketModuleKnowsNothingOfOurs() {
        let ours = Set(Manifest.targets.map(\.name))
        for file in SourceTree.sources where file.path.hasPrefix("Sources/Edge/WebSocket/") {
            #expect(ours.isDisjoint(with: file.imports), "\(file.path)")
        }
    }

    @Test func theProofKnowsTheServerFromOutsideAlone() {
        let shared: Set<String> = ["JSON", "YAML", "SchemaInstances", "APISpec", "ConformanceSuite", "SpecProof"]
        let ours = Set(Manifest.targets.map(\.name)).subtracting(shared)
        let proof = SourceTree.sources.filter { $0.path.hasPrefix("Sources/Edge/SpecProof/") }
        #expect(proof.count > 20)
        for file in proof { #expect(ours.isDisjoint(with: file.imports), "\(file.path)") }
    }

    @Test func theJudgeSharesNothingThatKeepsThePromise() {
        let shared: Set<String> = [
            "JSON", "YAML", "JSONSchema", "SchemaInstances", "FindingFormats", "APISpec", "WebSocket",
        ]
        let ours = Set(Manifest.targets.map(\.name)).subtracting(shared)
        let judge = SourceTree.sources.filter { $0.path.hasPrefix("Sources/Edge/ConformanceSuite/") }
        #expect(judge.count > 40)
        for file in judge { #expect(ours.isDisjoint(with: file.imports), "\(file.path)") }
    }
}
