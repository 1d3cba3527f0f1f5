import Foundation
import TestSupport
import Testing

/// The size budgets: a file is one idea, a function fits on a screen.
@Suite struct BudgetTests {
    @Test func filesStayShort() throws {
        let lengths = SourceTree.sources.map { ($0.lines.count, $0.path) }.sorted { $0.0 < $1.0 }
        let longest = try #require(lengths.last)
        #expect(lengths[lengths.count / 2].0 <= 120, "median file length in lines")
        #expect(longest.0 <= 500, "\(longest.1) has \(longest.0) lines")
    }

    @Test func testFilesStayUnderTheHardStop() {
        for file in SourceTree.tests { #expect(file.lines.count <= 500, "\(file.path): \(file.lines.count) lines") }
    }

    @Test func functionsStayShort() {
        let lengths = SourceTree.sources.flatMap(Self.functionLengths).sorted()
        #expect(lengths.count > 300)
        #expect(lengths[lengths.count / 2] <= 10, "median function length in lines")
        #expect(lengths[lengths.count * 9 / 10] <= 40, "90th percentile of function length in lines")
    }

    @Test func nothingIsLeftUndone() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
        for file in SourceTree.sources + SourceTree.tests {
            for (index, line) in file.lines.enumerated() {
                #expect(!marks.contains { line.contains($0) }, "\(file.path):\(index + 1)")
            }
        }
    }

    @Test func topLevelHoldsOnlyTheHouse() throws {
        let house: Set<String> = [
            "Package.swift", "Makefile", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md",
            "CONTRIBUTING.md", "LICENSE", "agents.yaml", "spec", "Sources", "Tests", "docs", "scripts",
            "Benchmarks",
        ]
        let found = try FileManager.default.contentsOfDirectory(atPath: Suites.packageRoot)
            .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
        #expect(Set(found).subtracting(house).isEmpty)
        #expect(house.subtracting(found).isEmpty)
    }

    /// Lines from each `func` or `init` with a body to the line that closes it, by indentation.
    static func functionLengths(in file: SourceFile) -> [Int] {
        let opening = #/^\s*(?:[@\w\(\)]+\s+)*(?:func\s+\S+|init[?]?\().*/#
        return file.lines.enumerated().compactMap { start, line in
            guard line.wholeMatch(of: opening) != nil, !line.contains("{ }") else { return nil }
            if line.hasSuffix("}") { return 1 }
            let indent = line.prefix { $0 == " " }
            guard let body = file.lines[start...].prefix(12).firstIndex(where: { $0.hasSuffix("{") }) else {
                return nil
            }
            let end = file.lines[body...].firstIndex { $0 == indent + "}" }
            return end.map { $0 - start + 1 }
        }
    }
}
