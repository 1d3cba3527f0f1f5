// swift-tools-version: 6.2
import PackageDescription

// Layers, lowest first. A target depends only on its own layer or a lower one;
// Contract and Core never depend on each other. ArchitectureTests holds both rules.
let package = Package(
    name: "amas",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "amas", targets: ["amas"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // 1 Documents: bytes become checked values. No sockets, no clock, no concurrency.
        .systemLibrary(
            name: "CLibYAML", path: "Sources/Documents/CLibYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CPCRE2", path: "Sources/Documents/CPCRE2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"])]),
        .target(
            name: "CSimdJSON", path: "Sources/Documents/CSimdJSON",
            linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "JSON", dependencies: ["CSimdJSON"], path: "Sources/Documents/JSON"),
        .target(name: "YAML", dependencies: ["CLibYAML", "JSON"], path: "Sources/Documents/YAML"),
        .target(name: "JSONSchema", dependencies: ["CPCRE2", "JSON"], path: "Sources/Documents/JSONSchema"),
        .target(
            name: "SchemaInstances", dependencies: ["JSON", "JSONSchema"], path: "Sources/Documents/SchemaInstances"),
        .target(name: "FindingFormats", dependencies: ["JSON"], path: "Sources/Documents/FindingFormats"),

        // 2 Contract: what the API promises, and who may call it how often.
        .systemLibrary(
            name: "CArgon2", path: "Sources/Contract/CArgon2", pkgConfig: "libargon2",
            providers: [.apt(["libargon2-dev"])]),
        .target(
            name: "APISpec",
            dependencies: ["JSON", "YAML", "JSONSchema", .product(name: "Crypto", package: "swift-crypto")],
            path: "Sources/Contract/APISpec"),
        .target(
            name: "Access",
            dependencies: [
                "CArgon2", "JSON", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ],
            path: "Sources/Contract/Access"),
        .target(
            name: "Gateway", dependencies: ["JSON", "YAML", "JSONSchema", "APISpec", "Access"],
            path: "Sources/Contract/Gateway"),

        // 2 Core: tasks, agents, events. No HTTP, no SQL, no YAML.
        .target(name: "Prediction", path: "Sources/Core/Prediction"),
        .target(name: "Orchestration", dependencies: ["JSON", "Prediction"], path: "Sources/Core/Orchestration"),

        // 3 Adapters: everything that touches network, processes or disk.
        .target(
            name: "Outbound",
            dependencies: [
                "JSON",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            path: "Sources/Adapters/Outbound"),
        .target(
            name: "Agents", dependencies: ["JSON", "YAML", "JSONSchema", "APISpec", "Orchestration", "Outbound"],
            path: "Sources/Adapters/Agents"),
        .target(
            name: "Integrations",
            dependencies: [
                "JSON", "YAML", "JSONSchema", "Orchestration", "Outbound",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/Adapters/Integrations"),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "JSON", "Orchestration", "Prediction", "Access", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Sources/Adapters/SQLiteStore"),

        // 4 Edge: where the promise meets the work.
        .target(
            name: "HTTPTransport",
            dependencies: [
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Edge/HTTPTransport"),
        .target(
            name: "WebSocket",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Edge/WebSocket"),
        .target(
            name: "APIServer",
            dependencies: [
                "JSON", "JSONSchema", "APISpec", "Gateway", "Access", "Orchestration", "Prediction", "Integrations",
                "HTTPTransport", "WebSocket",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Edge/APIServer"),
        .target(
            name: "ConformanceSuite",
            dependencies: [
                "JSON", "YAML", "JSONSchema", "SchemaInstances", "FindingFormats", "APISpec", "WebSocket",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Edge/ConformanceSuite"),
        .target(
            name: "SpecProof", dependencies: ["JSON", "YAML", "SchemaInstances", "APISpec", "ConformanceSuite"],
            path: "Sources/Edge/SpecProof"),
        .target(
            name: "MockServer",
            dependencies: [
                "JSON", "JSONSchema", "SchemaInstances", "APISpec", "Access", "Gateway", "APIServer",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Edge/MockServer"),
        .executableTarget(
            name: "amas",
            dependencies: [
                "ConformanceSuite", "SpecProof", "MockServer", "APIServer", "SQLiteStore", "Outbound", "YAML", "JSON",
                "JSONSchema", "FindingFormats", "APISpec", "Access",
                "Gateway", "Agents", "Integrations", "Orchestration", "Prediction", "HTTPTransport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Sources/amas"),

        // For `make bench-schemas`; no part of the server.
        .executableTarget(
            name: "SchemaBenchmark", dependencies: ["JSON", "JSONSchema", "APISpec"], path: "Benchmarks/schemas/Runner"),
        // For development alone: figures of the repair of refused bodies (make repair-figures).
        .executableTarget(
            name: "RepairFigures", dependencies: ["JSON", "YAML", "JSONSchema", "SchemaInstances"],
            path: "Benchmarks/repair", exclude: ["figures.py", "requirements.txt", "run"]),

        // Tests mirror the targets they test.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(
            name: "StoreExercise", dependencies: ["JSON", "Orchestration", "Prediction", "TestSupport"],
            path: "Tests/StoreExercise"),
        .testTarget(name: "ArchitectureTests", dependencies: ["JSON", "TestSupport"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"]),
        .testTarget(name: "YAMLTests", dependencies: ["JSON", "YAML", "TestSupport"]),
        .testTarget(name: "JSONSchemaTests", dependencies: ["JSON", "YAML", "JSONSchema", "TestSupport"]),
        .testTarget(
            name: "SchemaInstancesTests",
            dependencies: ["JSON", "JSONSchema", "YAML", "APISpec", "SchemaInstances", "TestSupport"]),
        .testTarget(name: "APISpecTests", dependencies: ["JSON", "YAML", "JSONSchema", "APISpec", "TestSupport"]),
        .testTarget(
            name: "AccessTests",
            dependencies: ["JSON", "Access", "TestSupport", .product(name: "Crypto", package: "swift-crypto")]),
        .testTarget(
            name: "GatewayTests", dependencies: ["JSON", "JSONSchema", "APISpec", "Access", "Gateway", "TestSupport"]),
        .testTarget(name: "PredictionTests", dependencies: ["Prediction", "TestSupport"]),
        .testTarget(name: "OrchestrationTests", dependencies: ["JSON", "Orchestration", "Prediction", "TestSupport"]),
        .testTarget(name: "OutboundTests", dependencies: ["JSON", "Outbound", "TestSupport"]),
        .testTarget(
            name: "AgentsTests",
            dependencies: [
                "JSON", "JSONSchema", "YAML", "APISpec", "Orchestration", "Outbound", "Agents", "TestSupport",
            ]),
        .testTarget(
            name: "IntegrationsTests",
            dependencies: [
                "JSON", "JSONSchema", "Orchestration", "Outbound", "Integrations", "SQLiteStore", "TestSupport",
            ]),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "JSON", "Orchestration", "Prediction", "Access", "SQLiteStore", "StoreExercise", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "HTTPTransportTests",
            dependencies: [
                "HTTPTransport", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "WebSocketTests",
            dependencies: [
                "WebSocket", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        .testTarget(
            name: "ConformanceSuiteTests",
            dependencies: ["JSON", "JSONSchema", "SchemaInstances", "APISpec", "ConformanceSuite", "TestSupport"]),
        .testTarget(
            name: "SpecProofTests",
            dependencies: ["JSON", "YAML", "APISpec", "ConformanceSuite", "SpecProof", "TestSupport"]),
        .testTarget(
            name: "MockServerTests",
            dependencies: [
                "JSON", "JSONSchema", "SchemaInstances", "APISpec", "Gateway", "MockServer", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "APIServerTests",
            dependencies: [
                "JSON", "APISpec", "Access", "Gateway", "Orchestration", "HTTPTransport", "APIServer", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
    ]
)

// `make fuzz`: this target links with libFuzzer's driver, and so in no other build.
let isFuzzing = Context.environment["AMAS_FUZZING"] != nil
if isFuzzing {
    package.targets.append(
        .executableTarget(
            name: "Fuzzing", dependencies: ["JSON", "YAML", "JSONSchema", "APISpec", "Access", "Gateway"],
            path: "Tests/Fuzzing", exclude: ["words.dict"],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]))
}

for target in package.targets where ![.system, .plugin, .macro, .binary].contains(target.type) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    // Our own code alone: libFuzzer looks at every counter after every input.
    if isFuzzing { target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer,address"])) }
}
