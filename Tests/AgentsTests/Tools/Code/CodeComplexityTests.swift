import JSON
import Testing

@testable import Agents

/// Functions of small texts; the figures are those of lizard 1.24.3 on the same text.
@Suite struct CodeComplexityTests {
    /// "name@line-last: nloc complexity parameters" of each function.
    private static func measure(_ path: String, _ text: String) throws -> [String] {
        let grammar = try #require(Grammar.of(path: path))
        return grammar.functions(in: Array(text.utf8)).map {
            "\($0.name)@\($0.line)-\($0.lastLine): \($0.nloc) \($0.complexity) \($0.parameters)"
        }
    }

    @Test func measuresSwift() throws {
        let text = """
            struct A {
                // if guard while
                init?(a: Int, for b: [String: Int] = [:]) { if a > 0 && b.isEmpty { return nil } }
                var c: Int {
                    get { d ? 1 : 2 }
                    set { d = newValue > 0 }
                }
                func f<T>(_ x: T?, y: String = "if (\\(a ? "b" : "c"))") throws -> T? where T: Sendable {
                    guard let x else { return nil }

                    switch y {
                    case "a": for _ in 0..<2 { }
                    case "b", "c": while true { break }
                    default: break
                    }
                    func inner() -> Bool { x ?? true || false }
                    return try? x
                }
            }
            protocol P { func none(a: Int) }
            """
        #expect(
            try Self.measure("a.swift", text) == [
                "init@3-3: 1 4 2", "get@5-5: 1 2 0", "set@6-6: 1 1 0", "inner@16-16: 1 2 0", "f@8-18: 10 6 2",
            ])
    }

    @Test func measuresPython() throws {
        let text = """
            def f(a, b=(1, 2), *c, **d: dict[str, int]):
                \"\"\"Doc.

                More.\"\"\"
                x = f"{a if b else c}"  # if
                def g():
                    return [i for i in a if i]
                return x and g()

            class A:
                async def h(self):
                    try:
                        pass
                    except ValueError:
                        pass
            """
        #expect(try Self.measure("a.py", text) == ["g@6-7: 2 3 0", "f@1-8: 4 3 4", "h@11-15: 5 2 1"])
    }

    @Test func measuresC() throws {
        let text = """
            #include <a>
            namespace n {
            class A : public B {
              A(int x) : x_(x), y_{2} { }
              ~A() override { }
              std::map<int, int> f(const std::map<int, int>& m, void (*g)(int)) const noexcept {
            #if X
                for (auto&& [k, v] : m) if (k && v) return m;
            #endif
                return x ? m : m;
              }
            };
            }
            int main(void) { switch (1) { case 1: case 2: return 0; } }
            """
        #expect(
            try Self.measure("a.cpp", text) == [
                "A@4-4: 1 1 1", "~A@5-5: 1 1 0", "f@6-11: 4 7 1", "main@14-14: 1 3 0",
            ])
    }

    @Test func measuresGo() throws {
        let text = """
            package a

            type T struct { f func(int) int }

            func (t *T) M(a, b int, c ...string) (int, error) {
            	if a > 0 || b > 0 {
            		return 1, nil
            	}
            	g := func(x int) int { return x }
            	return g(a), nil
            }
            """
        #expect(try Self.measure("a.go", text) == ["anonymous@9-9: 1 1 1", "M@5-11: 7 3 3"])
    }

    @Test func measuresJava() throws {
        let text = """
            class A<T extends B> {
              private final List<? super T> l = new ArrayList<>();
              A(int a) { this(a, 1); }
              int f(Map<String, Integer> m, int... x) throws E {
                Runnable r = new Runnable() { public void run() { if (a) b(); } };
                for (int i : x) { if (i > 0 && i < 9) return i; }
                return a ? 1 : 2;
              }
            }
            """
        #expect(try Self.measure("A.java", text) == ["A@3-3: 1 1 1", "run@5-5: 1 2 0", "f@4-8: 5 5 2"])
    }

    @Test func measuresJavaScript() throws {
        let text = """
            function f(a, b = 1) { return a ?? b; }
            class A {
              async m(x) { if (x) { const y = /if (a)/.test(x); return y; } }
            }
            const g = (x) => x > 0 ? 1 : 2;
            """
        #expect(try Self.measure("a.js", text) == ["f@1-1: 1 3 2", "m@3-3: 1 2 1", "g@5-5: 1 2 1"])
    }

    /// Where lizard ends a function early, or takes one for another, the figures are the right ones.
    @Test func keepsTheEndsOfFunctions() throws {
        let swift = "func f() {\n    g(a, { b },\n      { c })\n    h()\n}\n"
        #expect(try Self.measure("a.swift", swift) == ["f@1-5: 5 1 0"])
        let python =
            "def f(a=(1, 2),\n      b=(3, 4)\n      ):\n    def g(): return 1\n    def h(): pass\n    return a\n"
        #expect(try Self.measure("a.py", python) == ["g@4-4: 1 1 0", "h@5-5: 1 1 0", "f@1-6: 6 1 2"])
        let macro = "#define A /* b \\\n c */ int x() { \\\n }\nint f() { return 1; }\n"
        #expect(try Self.measure("a.c", macro) == ["f@4-4: 1 1 0"])
    }

    @Test func tellsWhatIsOverTheLimits() async throws {
        let long = "func f(a: Int, b: Int) {\n" + String(repeating: "    if a > b { }\n", count: 4) + "}\n"
        let lab = try CodeLab(["a.swift": long, "b.swift": "func g() {}\n"])
        let output = try await lab.run(
            "code.complexity", ["max_complexity": 4, "max_lines": 5, "max_parameters": 1, "list": 1])
        #expect(output.rules == ["code.complexity.high", "code.function.long", "code.function.parameters"])
        #expect(output.finding("code.complexity.high")?["location"] == "a.swift:1")
        #expect(
            output["functions"] == [
                [
                    "path": "a.swift", "line": 1, "last_line": 6, "name": "f", "lines": 6, "complexity": 5,
                    "parameters": 2,
                ]
            ])
        #expect(
            output["total"] == [
                "files": 2, "functions": 2, "lines": 7, "complexity": 6, "average_complexity": 3.0,
                "max_complexity": 5,
            ])
    }

    @Test(arguments: Grammar.table.flatMap(\.extensions)) func anyTextIsRead(fileEnd: String) throws {
        let hard = [
            "", "/*", "\"", "'", "`", "#", "#if", "func (", "def f(", "}}}}", "((((", "f\"{", "R\"(", "class {", "<?",
            "new", "~",
        ]
        for first in hard {
            for second in hard { _ = try Self.measure("a.\(fileEnd)", first + "\n" + second) }
        }
    }
}
