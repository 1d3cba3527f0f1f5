import APISpec
import JSON
import Testing

@testable import SpecProof

/// From the verdicts of nodes to those of lines.
@Suite struct LineTests {
    static let text = """
        # A comment.
        rate_limits:
          api: {q: 100, w: 1}

          auth:
            q: 5
            note: >-
              one
              two
        """

    static func list(_ text: String = text) throws -> NodeList {
        let folder = SpecFiles(root: "spec", files: ["spec/limits.yaml": Array(text.utf8)])
        let source = try ProofSource(folder, agents: (name: "agents.yaml", content: Array("version: \"1\"\n".utf8)))
        return NodeList(source, titles: [])
    }

    static func verdict(_ nodes: [SpecNode], _ pointer: String, _ standing: Standing) throws -> NodeVerdict {
        NodeVerdict(try #require(nodes.first { $0.pointer.description == pointer }), standing)
    }

    @Test func theWorstOnALineCounts() throws {
        let nodes = try Self.list().nodes
        let file = try #require(nodes.first).file
        let verdicts = [
            try Self.verdict(nodes, "/rate_limits", .enforced), try Self.verdict(nodes, "/rate_limits/api", .enforced),
            try Self.verdict(nodes, "/rate_limits/api/q", .enforced),
            try Self.verdict(nodes, "/rate_limits/api/w", .dead),
            try Self.verdict(nodes, "/rate_limits/auth", .enforced),
            try Self.verdict(nodes, "/rate_limits/auth/q", .refused),
            try Self.verdict(nodes, "/rate_limits/auth/note", .published),
        ]
        let lines = LineVerdict.lines(of: file, verdicts)
        #expect(lines.map(\.line) == [2, 3, 5, 6, 7, 8, 9])
        #expect(lines.map(\.standing) == [.enforced, .dead, .enforced, .refused, .published, .published, .published])
        #expect(lines[1].isProven == false && lines[3].isProven)
        // A word in limits.yaml is about behaviour: to be published is not enough.
        #expect(lines[4].isProven == false)
    }

    @Test func whatHoldsOthersFollowsFromThem() throws {
        let nodes = try Self.list().nodes
        let board = Board(nodes, ProofPart()) { _, _, _ in }
        for index in board.leaves {
            let standing: Standing = nodes[index].key == "q" ? .enforced : .dead
            board.note(NodeVerdict(nodes[index], standing), at: index)
        }
        #expect(board.undecidedContainers().isEmpty)
        let standings = Dictionary(
            board.verdicts.map { ($0.node.pointer.description, $0.standing) }, uniquingKeysWith: { first, _ in first })
        #expect(standings["/rate_limits"] == .enforced && standings["/rate_limits/api"] == .enforced)
        #expect(standings["/rate_limits/api/w"] == .dead)
    }

    @Test func aContainerOfNothingProvenIsTriedItself() throws {
        let nodes = try Self.list().nodes
        let board = Board(nodes, ProofPart()) { _, _, _ in }
        for index in board.leaves { board.note(NodeVerdict(nodes[index], .dead), at: index) }
        #expect(board.undecidedContainers().map { nodes[$0].pointer.description }.contains("/rate_limits/api"))
    }

    @Test func whatIsLeftOutIsUntried() throws {
        let nodes = try Self.list().nodes
        let board = Board(nodes, ProofPart(lines: 3...3)) { _, _, _ in }
        #expect(Set(board.leaves.map { nodes[$0].location.line }) == [3])
        #expect(board.verdicts.allSatisfy { $0.standing == .untried })
    }

    @Test func theSummaryNamesLineOperatorAndRule() throws {
        let line = LineVerdict(
            file: "spec/openapi.yaml", line: 211, standing: .enforced, isProven: true, mutation: "bound",
            change: "maximum 10 becomes 11", rule: "body.invalid", finding: "", text: "")
        #expect(line.summary == "spec/openapi.yaml:211 enforced bound body.invalid: maximum 10 becomes 11")
        let report = ProofReport(lines: [line], mutants: 1, seconds: 2)
        #expect(report.summary.contains("| spec/openapi.yaml | 1 | 1 | 0 | 0 | 0 | 0 | 0 |"))
    }
}
