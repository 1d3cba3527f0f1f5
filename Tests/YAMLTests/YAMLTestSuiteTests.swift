import Foundation
import JSON
import TestSupport
import Testing
import YAML

/// yaml/yaml-test-suite, release data: what our subset makes of its 402 cases.
///
/// A case that has data is either read as exactly that data or refused with a diagnostic. libyaml is a YAML 1.1
/// parser; the lists below name every case where that shows as a wrong reading.
@Suite struct YAMLTestSuiteTests {
    struct Case {
        var name: String
        var yaml: [UInt8]
        var json: [UInt8]?
        var mustFail: Bool
    }

    enum Verdict: Hashable {
        case equal
        case different
        case readWithoutData
        case refused
        case rightlyRefused
        case wronglyRead
    }

    /// Both end in a line of spaces without a line end, which libyaml does not count as a line of the block scalar.
    static let readDifferently: Set<String> = ["JEF9/02", "L24T/01"]

    /// Invalid YAML 1.2 that libyaml lets pass, with what is lax.
    static let readThoughInvalid: Set<String> = [
        "9C9N", "QB6E",  // continuation lines of a flow sequence or quoted text that are not indented
        "9JBA", "CVW2", "SU5Z", "X4QW",  // a comment that touches the text before it
        "DK95/01", "Y79Y/003",  // a tab in the indentation of a continuation line
        "G5U8", "YJV2",  // "-" as an entry of a flow sequence
        "MUS6/00",  // a comment that touches a directive
        "S98Z",  // an empty first line of a block scalar that is indented more than its text
    ]

    static let cases: [Case] = {
        guard let root = Suites.folder("yaml-test-suite", from: "https://github.com/yaml/yaml-test-suite (branch data)")
        else { return [] }
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
        return paths.filter { $0.hasSuffix("/in.yaml") }.sorted().compactMap { path in
            let folder = root.appendingPathComponent(path).deletingLastPathComponent()
            guard let yaml = try? Data(contentsOf: root.appendingPathComponent(path)) else { return nil }
            let json = try? Data(contentsOf: folder.appendingPathComponent("in.json"))
            return Case(
                name: String(path.dropLast("/in.yaml".count)), yaml: [UInt8](yaml), json: json.map { [UInt8]($0) },
                mustFail: FileManager.default.fileExists(atPath: folder.appendingPathComponent("error").path))
        }
    }()

    @Test func readsTheDataThatTheSuiteGives() {
        guard !Self.cases.isEmpty else { return }
        let verdicts = Dictionary(grouping: Self.cases, by: Self.verdict)
        let counts = verdicts.mapValues(\.count)
        print("yaml-test-suite: \(counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))")
        #expect(Self.cases.count == 402)
        print(YAMLExceptions.text("valid, and not taken by libyaml", YAMLExceptions.ofLibYAML))
        print(YAMLExceptions.text("valid, and refused by rule", YAMLExceptions.ofOurs))
        #expect(counts[.equal] == 204)
        // Of 94 cases that must fail.
        #expect(counts[.rightlyRefused] == 82)
        #expect(Set(verdicts[.different, default: []].map(\.name)) == Self.readDifferently)
        #expect(Set(verdicts[.wronglyRead, default: []].map(\.name)) == Self.readThoughInvalid)
    }

    @Test func refusesOfTheValidCasesThoseOnTheList() {
        guard !Self.cases.isEmpty else { return }
        let listed = (YAMLExceptions.ofLibYAML + YAMLExceptions.ofOurs).flatMap { group in
            group.cases.map { "\($0): \(group.code)" }
        }
        let refused = Self.cases.filter { Self.verdict(of: $0) == .refused }.map { one in
            "\(one.name): \(diagnostics(one.yaml, file: "in.yaml").first?.code ?? "no diagnostic")"
        }
        #expect(refused.sorted() == listed.sorted())
    }

    static func verdict(of one: Case) -> Verdict {
        guard let document = try? YAMLReader.read(one.yaml, file: "in.yaml") else {
            return one.mustFail ? .rightlyRefused : .refused
        }
        if one.mustFail { return .wronglyRead }
        guard let json = one.json else { return .readWithoutData }
        return (try? Document.json(json))?.root.isEqual(to: document.root) == true ? .equal : .different
    }

    @Test func givesEveryRefusalAPlace() {
        for one in Self.cases {
            for diagnostic in diagnostics(one.yaml, file: "in.yaml") {
                #expect(diagnostic.location != nil && diagnostic.sourceLine != nil, "\(one.name)")
            }
        }
    }
}
