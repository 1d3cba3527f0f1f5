import APISpec
import Foundation
import JSON
import Orchestration
import TestSupport
import Testing

@testable import APIServer

/// The lifecycle in openapi.yaml is the one that tasks follow.
@Suite struct TransitionTests {
    private func contract(_ text: String = "", _ replacement: String = "") throws -> Contract {
        let names = ["openapi.yaml", "asyncapi.yaml", "errors.yaml", "limits.yaml"]
        let files = names.map { name in
            let read = FileManager.default.contents(atPath: "\(Suites.packageRoot)/spec/\(name)").map(Array.init) ?? []
            let content = String(decoding: read, as: UTF8.self).replacingOccurrences(of: text, with: replacement)
            return ("spec/\(name)", Array((text.isEmpty ? String(decoding: read, as: UTF8.self) : content).utf8))
        }
        return try Contract.load(SpecFiles(root: "spec", files: Dictionary(uniqueKeysWithValues: files))).contract
    }

    @Test func theShippedOneAllowsEverythingThatCanBeCarriedOut() throws {
        let transitions = try TaskTransitions(contract())
        #expect(transitions.executable == [.pending])
        #expect(Set(transitions.cancellable) == [.pending, .queued, .running, .awaitingApproval])
    }

    @Test func aNarrowerOneIsFollowed() throws {
        let edited = try contract("from: [pending, queued, running, awaiting_approval]", "from: [pending]")
        #expect(try TaskTransitions(edited).cancellable == [.pending])
    }

    @Test(arguments: [
        (
            "from: [pending], to: queued", "from: [failed], to: queued",
            "executeTask cannot be carried out on a task that is failed"
        ),
        ("from: [pending], to: queued", "from: [pending], to: running", "executeTask leads to queued"),
        ("queued: [running, failed]", "queued: [running]", "queued becomes failed too; add it to \"moves\""),
        ("queued: [running, failed]", "queued: [running, failed, cancelled]", "queued never becomes cancelled"),
        ("initial: pending", "initial: queued", "a task begins as pending"),
    ])
    func whatNoTaskDoesStopsTheServer(old: String, new: String, message: String) throws {
        let edited = try contract(old, new)
        let error = #expect(throws: Diagnostics.self) { try TaskTransitions(edited) }
        #expect(error?.items.map(\.message) == ["x-lifecycle: \(message)"])
        #expect(error?.items.first?.location?.file == "spec/openapi.yaml")
    }
}
