import Foundation
import TestSupport
import Testing

@testable import Outbound

@Suite struct FileTreeTests {
    private static func skipped(_ tree: FileTree) -> [String] {
        tree.skipped.map { "\($0.path) \($0.reason.rawValue)" }
    }

    @Test func listsFilesInTheOrderOfTheirNames() async throws {
        let lab = try FileLab()
        for name in ["b/c.txt", "b.txt", "B.txt", "b/a/z.txt", "é.txt", ".env"] {
            try lab.folder.write("inside/\(name)", name)
        }
        let tree = try await lab.scope.tree(lab.inside)
        #expect(tree.files.map(\.path) == [".env", "B.txt", "a.txt", "b/a/z.txt", "b/c.txt", "b.txt", "é.txt"])
        #expect(tree.files.map(\.bytes) == [4, 5, 5, 9, 7, 5, 6])
        #expect(tree.bytes == 41 && tree.cutBy == nil && tree.skippedCount == 0)
        #expect(tree.folder.description == lab.inside)
        #expect(try await lab.scope.read(tree.files[3], of: tree, limit: 100) == Array("b/a/z.txt".utf8))
    }

    @Test func leavesOutHiddenAndExcludedFoldersLinksAndPipes() async throws {
        let lab = try FileLab()
        for name in [".git/config", ".build/x", "node_modules/m/x", "sub/.hg/x", "sub/ok"] {
            try lab.folder.write("inside/\(name)", "1")
        }
        try lab.folder.link("inside/link", to: "a.txt")
        try lab.folder.link("inside/loop", to: ".")
        try #require(mkfifo(lab.inside + "/pipe", 0o600) == 0)
        var walk = FileWalk()
        walk.exclude = ["node_modules"]
        let tree = try await lab.scope.tree(".", walk)
        #expect(tree.files.map(\.path) == ["a.txt", "sub/ok"])
        #expect(
            Self.skipped(tree) == [
                ".build hidden", ".git hidden", "link link", "loop link", "node_modules excluded", "pipe special",
                "sub/.hg hidden",
            ])
        walk.hidden = true
        #expect(try await lab.scope.tree(".", walk).files.map(\.path) == [".build/x", "a.txt", "sub/ok"])
    }

    @Test func whatIsDeniedIsAsIfItWereNotThere() async throws {
        let lab = try FileLab(deny: ["private", "b.txt"])
        try lab.folder.write("inside/private/key")
        try lab.folder.write("inside/b.txt")
        let tree = try await lab.scope.tree(".")
        #expect(tree.files.map(\.path) == ["a.txt"] && tree.skippedCount == 0)
    }

    @Test func keepsToItsLimits() async throws {
        let lab = try FileLab()
        for name in ["b", "c", "deep/er/d"] { try lab.folder.write("inside/\(name)", "1234567") }
        var walk = FileWalk()
        walk.files = 3
        var tree = try await lab.scope.tree(".", walk)
        #expect(tree.files.map(\.path) == ["a.txt", "b", "c"] && tree.cutBy == "more than 3 files")
        walk = FileWalk()
        walk.totalBytes = 12
        tree = try await lab.scope.tree(".", walk)
        #expect(tree.files.map(\.path) == ["a.txt", "b"] && tree.cutBy == "more than 12 bytes")
        walk = FileWalk()
        walk.fileBytes = 6
        tree = try await lab.scope.tree(".", walk)
        #expect(tree.files.map(\.path) == ["a.txt"])
        #expect(Self.skipped(tree) == ["b tooLarge", "c tooLarge", "deep/er/d tooLarge"])
        walk = FileWalk()
        walk.depth = 1
        #expect(Self.skipped(try await lab.scope.tree(".", walk)) == ["deep/er tooDeep"])
    }

    @Test func aFileIsATreeOfOne() async throws {
        let lab = try FileLab()
        let tree = try await lab.scope.tree("a.txt")
        #expect(tree.files.map(\.path) == ["a.txt"] && tree.folder.description == lab.inside)
        #expect(try await lab.scope.read(tree.files[0], of: tree, limit: 10) == Array("hello".utf8))
    }

    @Test func namesThatAreNotUTF8AreSkipped() async throws {
        let lab = try FileLab()
        let name = (Array(lab.inside.utf8) + [0x2F, 0xFF, 0]).map { CChar(bitPattern: $0) }
        fclose(fopen(name, "w"))
        let tree = try await lab.scope.tree(".")
        #expect(tree.files.map(\.path) == ["a.txt"] && Self.skipped(tree) == ["? name"])
    }

    @Test func endsWhenItsTaskIsCancelled() async throws {
        let lab = try FileLab()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await lab.scope.tree(".")
        }
        await #expect(throws: FileError.cancelled) { try await task.value }
    }

    @Test func tellsBytesFromText() {
        #expect(!BinaryCheck.isBinary(Array("text é\n".utf8)))
        #expect(BinaryCheck.isBinary([0x7F, 0x45, 0x00]))
        #expect(!BinaryCheck.isBinary([UInt8](repeating: 65, count: 8_000) + [0]))
    }
}

@Suite struct FileLinesTests {
    private static func lines(
        _ text: String, longest: Int = 100, atMost: Int = .max, wanted: Int = .max
    ) async throws -> (LinesRead, [String]) {
        let lab = try FileLab()
        try lab.folder.write("inside/log", text)
        var lines: [String] = []
        let seen = try await lab.scope.lines(of: "log", longest: longest, atMost: atMost) { line in
            lines.append(String(decoding: line, as: UTF8.self))
            return lines.count < wanted
        }
        return (seen, lines)
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("\n\n", ["", ""]),
        ("\n a", ["", " a"]),
    ])
    func cutsAtLineEnds(text: String, expected: [String]) async throws {
        let (seen, lines) = try await Self.lines(text)
        #expect(lines == expected)
        #expect(seen == LinesRead(lines: expected.count, bytes: text.utf8.count))
    }

    @Test func dropsTheEndOfLongLines() async throws {
        let (seen, lines) = try await Self.lines("abcdef\nab\nabcd", longest: 3)
        #expect(lines == ["abc", "ab", "abc"])
        #expect(seen == LinesRead(lines: 3, bytes: 14, cutLines: 2))
    }

    @Test func joinsLinesThatStandInTwoChunks() async throws {
        let long = String(repeating: "x", count: 70_000)
        let (seen, lines) = try await Self.lines("a\n\(long)\nb", longest: 1 << 20)
        #expect(lines == ["a", long, "b"] && seen.cutLines == 0)
    }

    @Test func stopsWhenItHasEnough() async throws {
        let (some, two) = try await Self.lines("a\nb\nc\n", wanted: 2)
        #expect(two == ["a", "b"] && some == LinesRead(lines: 2, bytes: 4, isPartial: true))
        let (part, cut) = try await Self.lines("abc\ndef\n", atMost: 5)
        #expect(cut == ["abc", "d"] && part == LinesRead(lines: 2, bytes: 5, isPartial: true))
    }
}
