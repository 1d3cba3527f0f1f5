import JSON
import Testing

@testable import Agents

/// How mistakes are shown, and where they are inside scalars of every style.
@Suite struct DiagnosticTextTests {
    /// The whole text of the first diagnostic for a step whose `with` is `scalar`.
    private func text(for scalar: String) -> String? {
        let file = """
            version: "1"
            agents:
              a:
                type: pipeline
                description: A test.
                task_types: [a]
                steps:
                  - id: s
                    uses: fake.merge
                    with:
                      x: \(scalar.replacing("\n", with: "\n          "))
                result: {}
            """
        do throws(Diagnostics) {
            _ = try AgentCatalogue.load(Array(file.utf8), file: "agents.yaml", tools: Files.tools)
            return nil
        } catch {
            return error.items.map(\.text).joined(separator: "\n")
        }
    }

    @Test func showsLineAndCaretInsideAPlainScalar() {
        #expect(
            text(for: "${task.targt}") == """
                agents.yaml:11:21: error: task has no member "targt" [unknown-member]
                   11 |           x: ${task.targt}
                      |                     ^
                   help: did you mean "target"?
                """)
    }

    @Test func showsTheLineOfAFoldedText() {
        let scalar = """
            >-
              first  ${task.target}

              and ${len(task.title,
                3)}
            """
        #expect(
            text(for: scalar) == """
                agents.yaml:14:19: error: len takes 1 argument, not 2 [function-arity]
                   14 |             and ${len(task.title,
                      |                   ^
                   help: write len(value)
                """)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        /// The marker "▸" stands before the character that is wrong.
        var scalar: String
        var testDescription: String { scalar }
    }

    static let scalars = [
        Case(scalar: "${▸a}"), Case(scalar: "\"${▸a}\""), Case(scalar: "'${▸a}'"),
        Case(scalar: "\"\\u00e9\\x41\\U0001F600 \\\"\\n\\t${▸a}\""), Case(scalar: "'it''s ''${▸a}'"),
        Case(scalar: "\"é😀\\\n  ${▸a}\""), Case(scalar: "\"one\n\n  two ${▸a}\""), Case(scalar: "one\n  two ${▸a}"),
        Case(scalar: "|\n  one\n    two ${▸a}\n"), Case(scalar: ">\n  one\n\n    two ${▸a}\n"),
        Case(scalar: "&anchor \"${▸a}\""), Case(scalar: "!!str \"${▸a}\""), Case(scalar: "&anchor !!str '${▸a}'"),
        Case(scalar: "'${''it\\''s'' == ▸a}'"), Case(scalar: "\"${\\\"\\\\\\\\\\\" == ▸a}\""),
        Case(scalar: "[1, {b: [\"x\", \"${▸a}\"]}]"),
    ]

    @Test(arguments: scalars) func findsTheCharacterInEveryStyle(_ one: Case) throws {
        let plain = one.scalar.replacing("▸", with: "")
        let marked = "          x: " + one.scalar.replacing("\n", with: "\n          ")
        let place = try #require(Mistake.places(in: String(repeating: "\n", count: 10) + marked).first)
        #expect(
            text(for: plain)?.hasPrefix("agents.yaml:\(place): error: unknown name \"a\"") == true,
            "\(text(for: plain) ?? "")")
    }

    @Test func namesAllMistakesOfAFileInOneRun() throws {
        let file = """
            version: 1
            modles: {}
            network: {allow: [256.0.0.0/8]}
            agents:
              a:
                type: pipeline
                task_types: [a]
                limits: {timeout: soon}
                steps:
                  - {id: one, uses: fake.scna, with: {host: "${task.hots}", ports: []}}
                  - {id: two, uses: fake.scan, needs: [on], with: {host: "${lenn(1)}", ports: [0]}}
                  - {id: three, uses: fake.look, needs: [], with: {host: "${steps.two.output}"}}
            """
        #expect(
            Files.diagnostics(file).map { $0.split(separator: ":").prefix(2).joined(separator: ":") } == [
                "1:10 error wrong-version", "2:1 error unknown-key", "3:19 error wrong-network-rule",
                "6:5 error missing-key", "6:5 error missing-key", "8:23 error wrong-duration",
                "10:25 error unknown-tool",
                "10:57 error unknown-member", "11:44 error unknown-step", "11:65 error unknown-function",
                "11:84 error wrong-input", "12:55 error wrong-input", "12:71 error unordered-read",
            ])
    }
}
