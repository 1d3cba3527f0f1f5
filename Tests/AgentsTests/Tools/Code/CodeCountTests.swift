import JSON
import Outbound
import TestSupport
import Testing

@testable import Agents

/// A folder that tools may read.
struct CodeLab {
    let folder: TemporaryFolder

    init(_ files: [String: String]) throws {
        folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(name, text) }
    }

    func run(_ name: String, _ input: JSONObject = [:]) async throws -> JSONValue {
        let tool = try #require(ToolCatalogue.builtin.first { $0.name == name })
        var input = input
        if input["path"] == nil { input["path"] = "." }
        var context = ToolContext.forTests
        context.files = FileScope(policy: try FilePolicy(allow: [folder.path]))
        return try await tool.run(.object(input), in: context)
    }
}

@Suite struct LineCountTests {
    private static func count(_ name: String, _ text: String) throws -> [Int] {
        let language = try #require(Language.table.first { $0.name == name })
        let lines = LineCount(Array(text.utf8), in: language)
        return [lines.blank, lines.comment, lines.code]
    }

    // The figures are those of cloc 1.96 on the same text.
    @Test(arguments: [
        (
            "C",
            "int a; // c\nint b;\n/* x */ int c; /* y\n z */ int d;\n// only\n\nchar *s = \"/* not\";\nchar *u = \"http://x\";\nint e; /* end */\nint f;\n  // i\n   // j\nint k;// l\n// m\\\nint n;\n",
            [1, 7, 7]
        ),
        (
            "Python",
            "#!/usr/bin/env python3\n\"\"\"doc\nline\"\"\"\nx = 1  # c\n# only\ns = \"\"\"a\n# b\nb\"\"\"\ny = \"/* x\"\nz = 1\nt = \"*/\"\n\n\ndef f():\n    \"\"\"one\"\"\"\n    return \"\"\"x\"\"\"\n",
            [2, 8, 6]
        ),
        ("Swift", "a // b\\\nlet s = \"\"\"\n  // x\n  \"\"\"\nlet u = \"http://x\" /* a */\n", [0, 2, 3]),
        ("Bourne Shell", "#!/bin/sh\n# c\necho \\\n\n# d\necho a # b\n", [0, 2, 4]),
        ("YAML", "# a\nb: 1 # c\n\n  # d\n", [1, 2, 1]),
        ("JSON", "{\n\n\"a\": \"// b\"}\n", [1, 0, 2]),
        ("HTML", "<p>\n<!-- a -->\n<!-- b\nc -->\n</p>\n", [0, 3, 2]),
        ("Swift", "", [0, 0, 0]), ("Swift", "let a = 1", [0, 0, 1]), ("Swift", "/* a", [0, 0, 1]),
    ])
    func countsAsClocDoes(language: String, text: String, expected: [Int]) throws {
        #expect(try Self.count(language, text) == expected)
    }

    @Test func aTextFullOfStartsIsReadOnce() throws {
        let text = String(repeating: "/*", count: 200_000)
        #expect(try Self.count("C", text) == [0, 0, 1])
    }

    @Test(arguments: [
        ("a/b.swift", "", "Swift"), ("Makefile", "", "make"), ("x.PY", "", "Python"),
        ("scripts/run", "#!/usr/bin/env bash\n", "Bourne Again Shell"), ("run", "#!/bin/sh -e\n", "Bourne Shell"),
        ("tool", "#!/usr/bin/env -S python3 -u\n", "Python"),
    ])
    func tellsTheLanguage(path: String, text: String, name: String) {
        #expect(Language.of(path: path, bytes: Array(text.utf8))?.name == name)
    }

    @Test(arguments: ["README", "a.unknown", ".gitignore", "run"]) func tellsWhenThereIsNone(path: String) {
        #expect(Language.of(path: path, bytes: Array("#!".utf8)) == nil)
    }

    @Test func noTwoLanguagesClaimOneName() {
        let names = Language.table.flatMap { $0.extensions.map { ".\($0)" } + $0.files }
        #expect(Set(names).count == names.count)
    }
}

@Suite struct CodeCountTests {
    @Test func sumsUpTheLanguages() async throws {
        let lab = try CodeLab([
            "a.swift": "let a = 1\n", "b.swift": "// b\n\nlet b = 2\nlet c = 3\n", "c/d.py": "x = 1\n",
            "same.py": "x = 1\n", "empty.py": "", "data.bin": "a\0b", "notes.unknown": "x\n", ".git/x.py": "y = 1\n",
        ])
        let output = try await lab.run("code.count", ["by_file": true])
        #expect(
            output["languages"] == [
                ["language": "Swift", "files": 2, "blank": 1, "comment": 1, "code": 3],
                ["language": "Python", "files": 1, "blank": 0, "comment": 0, "code": 1],
            ])
        #expect(output["total"] == ["files": 3, "blank": 1, "comment": 1, "code": 4])
        #expect(output["ignored"] == ["empty": 1, "binary": 1, "unknown": 1, "duplicate": 1])
        #expect(
            output["files"]?.arrayValue?.compactMap { $0["path"]?.stringValue } == ["a.swift", "b.swift", "c/d.py"])
        #expect(output["skipped"]?["first"] == [["path": ".git", "reason": "hidden"]])
    }

    @Test(arguments: ["code.count", "code.complexity", "code.secrets"])
    func aRefusedPathIsNotAllowed(tool: String) async throws {
        let lab = try CodeLab(["a.swift": "let a = 1\n"])
        for path in ["/etc", "../x"] {
            let error = await #expect(throws: ToolError.self) { try await lab.run(tool, ["path": .string(path)]) }
            #expect(error?.kind == .notAllowed)
        }
        let error = await #expect(throws: ToolError.self) { try await lab.run(tool, ["path": "gone"]) }
        #expect(error == ToolError(kind: .invalidInput, message: "gone does not exist"))
    }
}
