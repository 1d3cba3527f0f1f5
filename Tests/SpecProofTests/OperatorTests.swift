import APISpec
import Foundation
import JSON
import TestSupport
import Testing

@testable import SpecProof

/// What each operator makes of a small document.
@Suite struct OperatorTests {
    /// The nodes of one file, by their path.
    static func nodes(
        _ name: String, _ text: String, titles: [(title: String, location: JSON.SourceLocation?)] = []
    ) throws -> [String: SpecNode] {
        let folder = SpecFiles(root: "spec", files: ["spec/\(name)": Array(text.utf8)])
        let source = try ProofSource(folder, agents: (name: "agents.yaml", content: Array("version: \"1\"\n".utf8)))
        let list = NodeList(source, titles: titles)
        return Dictionary(
            list.nodes.filter { $0.file.name == "spec/\(name)" }.map { ($0.pointer.description, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    static func changes(_ name: String, _ text: String, at pointer: String) throws -> [String] {
        let node = try #require(nodes(name, text)[pointer])
        return Operators.mutations(of: node).filter { $0.side == .served }.map {
            $0.applied(to: node.file.tree).jsonText
        }
    }

    @Test func boundsMoveByOne() throws {
        let text = "components: {schemas: {A: {type: integer, maximum: 10}}}\n"
        let changed = try Self.changes("openapi.yaml", text, at: "/components/schemas/A/maximum")
        #expect(changed.first == #"{"components":{"schemas":{"A":{"type":"integer","maximum":11}}}}"#)
        #expect(changed.contains(#"{"components":{"schemas":{"A":{"type":"integer","maximum":9}}}}"#))
    }

    @Test func aRequiredNameIsDroppedAndExchanged() throws {
        let text = "components: {schemas: {A: {type: object, required: [b]}}}\n"
        let changed = try Self.changes("openapi.yaml", text, at: "/components/schemas/A/required/0")
        #expect(
            changed.prefix(2) == [
                #"{"components":{"schemas":{"A":{"type":"object","required":[]}}}}"#,
                #"{"components":{"schemas":{"A":{"type":"object","required":["zz_absent"]}}}}"#,
            ])
    }

    @Test func aClosedObjectIsOpenedOrLosesAMember() throws {
        let text =
            "components: {schemas: {A: {additionalProperties: false, required: [b, c], properties: {b: {}, c: {}}}}}\n"
        let changed = try Self.changes("openapi.yaml", text, at: "/components/schemas/A/additionalProperties")
        #expect(
            changed.contains(
                #"{"components":{"schemas":{"A":{"additionalProperties":true,"required":["b","c"],"properties":{"b":{},"c":{}}}}}}"#
            ))
        #expect(
            changed.contains(
                #"{"components":{"schemas":{"A":{"additionalProperties":false,"required":["c"],"properties":{"c":{}}}}}}"#
            ))
    }

    @Test func securityIsOpenedAndClosed() throws {
        let open = try Self.changes(
            "openapi.yaml", "paths: {/a: {get: {security: []}}}\n", at: "/paths/~1a/get/security")
        #expect(open.first == #"{"paths":{"/a":{"get":{"security":[{"bearer":[]}]}}}}"#)
        let roles = "paths: {/a: {get: {security: [{bearer: [operator, admin]}]}}}\n"
        let less = try Self.changes("openapi.yaml", roles, at: "/paths/~1a/get/security/0/bearer/0")
        #expect(less.first == #"{"paths":{"/a":{"get":{"security":[{"bearer":["admin"]}]}}}}"#)
        #expect(less.contains(#"{"paths":{"/a":{"get":{"security":[{"bearer":["viewer","admin"]}]}}}}"#))
    }

    @Test func statusesLimitsAndTextsChange() throws {
        let errors = "A: {status: 404, detail: Gone, retryable: false, description: When}\n"
        #expect(try Self.changes("errors.yaml", errors, at: "/A/status").first?.contains("418") == true)
        #expect(
            try Self.changes("errors.yaml", errors, at: "/A/retryable").first?.contains(#""retryable":true"#) == true)
        #expect(try Self.changes("errors.yaml", errors, at: "/A/description").first?.contains("When (changed)") == true)
        #expect(
            try Self.changes("limits.yaml", "rate_limits: {a: {q: 5}}\n", at: "/rate_limits/a/q").first
                == #"{"rate_limits":{"a":{"q":10}}}"#)
    }

    @Test func aPropertyGoesWithWhatRequiresIt() throws {
        let text = "components: {schemas: {A: {required: [b, c], properties: {b: {}, c: {}}}}}\n"
        let changed = try Self.changes("openapi.yaml", text, at: "/components/schemas/A/properties/b")
        #expect(changed.contains(#"{"components":{"schemas":{"A":{"required":["c"],"properties":{"c":{}}}}}}"#))
    }

    @Test func everyNodeHasAnOperator() throws {
        let files = try Self.ourFiles()
        let list = NodeList(files, titles: [])
        #expect(list.nodes.count > 4_000)
        for node in list.nodes {
            #expect(!Operators.mutations(of: node).isEmpty, "\(node.location) \(node.pointer)")
        }
    }

    @Test func everyMutationChangesItsFile() throws {
        let list = NodeList(try Self.ourFiles(), titles: [])
        for node in list.nodes.enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
            for mutation in Operators.mutations(of: node) {
                #expect(mutation.applied(to: node.file.tree) != node.file.tree, "\(node.pointer): \(mutation.what)")
            }
        }
    }

    private static func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(Suites.packageRoot)/\(file)")))
    }

    static func ourFiles() throws -> ProofSource {
        let names = ["openapi", "asyncapi", "errors", "limits", "integrations"].map { "spec/\($0).yaml" }
        let files = Dictionary(uniqueKeysWithValues: try names.map { ($0, try bytes($0)) })
        return try ProofSource(
            SpecFiles(root: "spec", files: files), agents: (name: "agents.yaml", content: try Self.bytes("agents.yaml"))
        )
    }
}
