import JSON
import Testing

@testable import Agents

/// What expressions stand for: a table each for paths, operators, functions and templates.
@Suite struct ExpressionValueTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var value: JSONValue

        init(_ text: String, _ value: JSONValue) {
            (self.text, self.value) = (text, value)
        }

        var testDescription: String { text }
    }

    static let scope: Scope = {
        var scope = Scope(
            task: ["target": "example.com", "priority": 5, "description": nil],
            params: [
                "ports": [443, 80], "name": "Ä b", "ratio": 2.5, "none": nil, "on": true, "off": false,
                "rows": [["n": 1, "f": ["a"]], ["n": 2, "f": ["b", "c"]], nil, ["m": 3]], "dashed-name": 7,
            ])
        scope.record(step: "scan", status: .completed, output: ["open": [443], "count": 1], error: nil)
        scope.record(step: "dns", status: .failed, output: nil, error: "no answer")
        scope.record(step: "tls", status: .skipped, output: nil, error: nil)
        return scope.with(item: ["number": 443, "tls": true], as: "port")
    }()

    static func value(of text: String) throws -> JSONValue {
        let template = try #require(TemplateText(text).template, "\(TemplateText(text).faults)")
        return try template.render(in: scope, at: "with.x")
    }

    static let paths = [
        Case("${task.target}", "example.com"), Case("${task.description}", nil), Case("${task.missing.deeper}", nil),
        Case("${params.ports}", [443, 80]), Case("${params.ports[0]}", 443), Case("${params.ports[-1]}", 80),
        Case("${params.ports[2]}", nil), Case("${params.ports[-3]}", nil), Case("${params[\"dashed-name\"]}", 7),
        Case("${params.none[0].x}", nil), Case("${steps.scan.output.open[0]}", 443),
        Case("${steps.scan.status}", "completed"), Case("${steps.dns.status}", "failed"),
        Case("${steps.dns.error}", "no answer"), Case("${steps.scan.error}", nil),
        Case("${steps.tls.output.findings}", nil), Case("${port.number}", 443), Case("${first(params.rows).n}", 1),
        Case("${ task . target }", "example.com"),
    ]

    static let operators = [
        Case("${1 == 1.0}", true), Case("${1 == '1'}", false), Case("${null == params.none}", true),
        Case("${params.ports == params.ports}", true), Case("${params.ports != params.name}", true),
        Case("${2 < 10}", true), Case("${'2' < '10'}", false), Case("${2.5 <= params.ratio}", true),
        Case("${-3 > -4}", true), Case("${'b' >= 'a'}", true), Case("${3 >= 4}", false),
        Case("${null < 1}", false), Case("${null >= 1}", false), Case("${steps.tls.output.count > 0}", false),
        Case("${true && false}", false), Case("${true || false}", true), Case("${!true}", false),
        Case("${!!params.on}", true), Case("${false && true || true}", true), Case("${false && (true || true)}", false),
        Case("${!params.off && params.on}", true), Case("${1 && 'a' && params.ports}", true),
        Case("${0 || '' || null || false}", false), Case("${!params.none}", true),
        Case("${false && params.name < 1}", false), Case("${true || params.name < 1}", true),
    ]

    static let functions = [
        Case("${len('äö😀')}", 3), Case("${len(params.ports)}", 2), Case("${len(port)}", 2), Case("${len(null)}", 0),
        Case("${contains('haystack', 'st')}", true), Case("${contains('abc', 'abcd')}", false),
        Case("${contains(params.ports, 80.0)}", true), Case("${contains(params.ports, '80')}", false),
        Case("${contains(port, 'tls')}", true), Case("${contains(params.none, 1)}", false),
        Case("${default(params.none, 3)}", 3), Case("${default(params.off, 3)}", false),
        Case("${keys(port)}", ["number", "tls"]), Case("${values(port)}", [443, true]), Case("${keys(null)}", []),
        Case("${first(params.ports)}", 443), Case("${last(params.ports)}", 80), Case("${first(split('', ','))}", nil),
        Case("${pluck(params.rows, 'n')}", [1, 2]), Case("${flatten(pluck(params.rows, 'f'))}", ["a", "b", "c"]),
        Case("${flatten(params.rows)[0].n}", 1),
        Case("${lower(params.name)}", "ä b"), Case("${upper('ß')}", "SS"), Case("${trim(' \\t x y ')}", "x y"),
        Case("${trim('  ')}", ""), Case("${lower(null)}", ""),
        Case("${split('a, b,, c', ', ')}", ["a", "b,", "c"]), Case("${split('äxä', 'x')}", ["ä", "ä"]),
        Case("${join(params.ports)}", "443, 80"),
        Case("${join(params.rows, '')}", #"{"n":1,"f":["a"]}{"n":2,"f":["b","c"]}{"m":3}"#),
        Case("${min(params.ports)}", 80), Case("${max(params.ports)}", 443), Case("${min(3, 1.5, null)}", 1.5),
        Case("${max(null)}", nil), Case("${sum(params.ports)}", 523), Case("${sum(split('', ','))}", 0),
        Case("${round(2.5)}", 3), Case("${round(-2.5)}", -3), Case("${round(2.346, 2)}", 2.35),
        Case("${url('a.b', 80, false)}", "http://a.b:80/"), Case("${url('::1', 8443, 1)}", "https://[::1]:8443/"),
        Case("${url('[::1]', 8443, true)}x", "https://[::1]:8443/x"), Case("${round(7)}", 7),
        Case("${round(null)}", nil), Case("${round(1.0, 2)}", 1.0),
    ]

    static let templates = [
        Case("plain", "plain"), Case("", ""), Case("$5 and {x}", "$5 and {x}"), Case("$${x}", "${x}"),
        Case("$${${task.target}}", "${example.com}"), Case("$$${x}", "$${x}"),
        Case("${task.priority}", 5), Case(" ${task.priority}", " 5"),
        Case("${task.target}:${port.number}", "example.com:443"), Case("a${params.none}b", "ab"),
        Case("${params.on}${params.ports}", "true[443,80]"), Case("${'}'}", "}"), Case("${\"a\\n'\\\"\"}", "a\n'\""),
    ]

    @Test(arguments: paths + operators + functions + templates) func hasTheValue(_ one: Case) throws {
        #expect(try Self.value(of: one.text) == one.value)
    }

    static let mistakes: [(String, String)] = [
        ("${params.name.first}", "with.x: a text has no member \"first\""),
        ("${params.ports.first}", "with.x: a list has no member \"first\""),
        ("${task[0]}", "with.x: an object has no element [0]"),
        ("${params.name < 3}", "with.x: a text and a number cannot be put in order"),
        ("${len(3)}", "with.x: len needs a text, a list or an object, not a number"),
        ("${first('a')}", "with.x: first needs a list, not a text"),
        ("${lower(params.ports)}", "with.x: lower needs a text, not a list"),
        ("${keys(params.ports)}", "with.x: keys needs an object, not a list"),
        ("${sum(split('a', 'b'))}", "with.x: sum needs a number, not a text"),
        ("${min(true)}", "with.x: min needs a list, not true or false"),
        ("${pluck(params.ports, 'a')}", "with.x: pluck needs an object, not a number"),
        ("${split('a', '')}", "with.x: split needs a separator that is not empty"),
        ("${round(1.5, 10)}", "with.x: round needs a number of digits from 0 to 9"),
        ("${url('a', '80', true)}", "with.x: url needs a whole number as port, not a text"),
        ("a ${round('x')} b", "with.x: round needs a number, not a text"),
    ]

    @Test(arguments: mistakes) func saysWhatHasTheWrongKind(_ text: String, _ message: String) {
        #expect(throws: EvaluationError(message)) { try Self.value(of: text) }
    }

    @Test func keepsTheFormOfListsAndObjects() throws {
        let template = Template.object([
            .init(key: "a", value: .list([try #require(TemplateText("${port.tls}").template), .literal(nil)])),
            .init(key: "b", value: .literal(["c": 1])),
        ])
        #expect(try template.render(in: Self.scope, at: "with") == ["a": [true, nil], "b": ["c": 1]])
    }

    @Test func namesThePlaceInsideListsAndObjects() throws {
        let faulty = try #require(TemplateText("${len(1)}").template)
        let template = Template.object([.init(key: "a", value: .list([.literal(1), faulty]))])
        #expect(throws: EvaluationError("with.a[1]: len needs a text, a list or an object, not a number")) {
            try template.render(in: Self.scope, at: "with")
        }
    }
}
