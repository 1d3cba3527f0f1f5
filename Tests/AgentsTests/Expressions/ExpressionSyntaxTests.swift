import JSON
import Testing

@testable import Agents

/// What the lexer and the parser refuse, each at the exact character.
@Suite struct ExpressionSyntaxTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var offset: Int
        var message: String
        var help: String?

        init(_ text: String, _ offset: Int, _ message: String, _ help: String? = nil) {
            (self.text, self.offset, self.message, self.help) = (text, offset, message, help)
        }

        var testDescription: String { text }
    }

    static let cases = [
        Case("a ${task.target", 2, "\"${\" without \"}\"", "write $${ for a plain ${"),
        Case("${}", 2, "expected a value, found the end of the expression"),
        Case("${task.}", 7, "expected a name after \".\", found the end of the expression"),
        Case("${task.1}", 7, "expected a name after \".\", found 1"),
        Case("${a b}", 4, "expected an operator or \"}\", found \"b\""),
        Case("${a and b}", 4, "expected an operator or \"}\", found \"and\"", "write &&"),
        Case("${a or b}", 4, "expected an operator or \"}\", found \"or\"", "write ||"),
        Case("${not b}", 6, "expected an operator or \"}\", found \"b\""),
        Case("${a = 1}", 4, "\"=\" is no operator", "did you mean \"==\"?"),
        Case("${a & b}", 4, "\"&\" is no operator", "did you mean \"&&\"?"),
        Case("${a === 1}", 6, "\"=\" is no operator", "did you mean \"==\"?"),
        Case("${(a}", 4, "expected \")\", found the end of the expression"),
        Case("${len(a}", 7, "expected \",\" or \")\", found the end of the expression"),
        Case("${a[b]}", 4, "expected a whole number or a quoted name between \"[\" and \"]\", found \"b\""),
        Case("${a[1}", 5, "expected \"]\", found the end of the expression"),
        Case("${a < b < c}", 8, "comparisons cannot be chained", "join them with &&"),
        Case("${'abc}", 2, "text without a closing '"),
        Case(#"${'a\qb'}"#, 4, "unknown escape in a text", #"known are \\ \' \" \n \t"#),
        Case("${12x}", 2, "\"12x\" is not a number"),
        Case("${007}", 2, "\"007\" is not a number"),
        Case("${a # b}", 4, "\"#\" has no meaning in an expression"),
        Case("ü😀 ${ö}", 5, "\"ö\" has no meaning in an expression"),
        Case("${a}${b", 4, "\"${\" without \"}\"", "write $${ for a plain ${"),
    ]

    @Test(arguments: cases) func namesTheCharacter(_ one: Case) {
        let text = TemplateText(one.text)
        #expect(text.faults == [ExpressionFault(message: one.message, help: one.help, offset: one.offset)])
        #expect(text.template == nil)
    }

    @Test(arguments: ["${a + 1}", "${a * 1}", "${a / 1}", "${a % 1}", "${a - 1}", "${a -b}"])
    func doesNotCalculate(_ text: String) {
        let fault = TemplateText(text).faults.first
        #expect(fault?.offset == 4)
        #expect(fault?.message.hasSuffix("is no operator: expressions do not calculate") == true)
    }

    @Test func namesUnknownFunctionsAndWrongNumbersOfArgumentsTogether() {
        let text = TemplateText("${lenn(a) && contains(b) && round(1, 2, 3) && frobnicate()}")
        #expect(
            text.faults == [
                ExpressionFault(
                    code: "unknown-function", message: "unknown function \"lenn\"", help: "did you mean \"len\"?",
                    offset: 2),
                ExpressionFault(
                    code: "function-arity", message: "contains takes 2 arguments, not 1",
                    help: "write contains(value, part)", offset: 13),
                ExpressionFault(
                    code: "function-arity", message: "round takes 1 to 2 arguments, not 3",
                    help: "write round(number, digits)", offset: 28),
                ExpressionFault(
                    code: "unknown-function", message: "unknown function \"frobnicate\"",
                    help: """
                        known are len, contains, default, keys, values, first, last, pluck, flatten, lower, upper, \
                        trim, split, join, url, min, max, sum, round
                        """, offset: 46),
            ])
    }

    @Test func endsOnHostileDepth() {
        let deep = String(repeating: "(", count: 400)
        #expect(
            TemplateText("${\(deep)}").faults == [
                ExpressionFault(message: "nested more than 50 levels deep", offset: 52)
            ])
        for part in ["!", "a.", "a || "] {
            let long = String(repeating: part, count: 5_000)
            #expect(
                TemplateText("${\(long)a}").faults.map(\.message) == ["an expression of more than 500 words"])
        }
    }

    @Test func findsEveryPathWithItsMembers() throws {
        let expression = try #require(
            TemplateText("${!steps.a.output[0].x && len(params['p']) > task.priority}").expressions.first)
        #expect(expression.references.map(\.root.name) == ["steps", "params", "task"])
        #expect(expression.references.map { $0.members.map(\.name) } == [["a", "output"], ["p"], ["priority"]])
        #expect(expression.references.map { $0.members.map(\.offset) } == [[9, 11], [37], [50]])
    }
}
