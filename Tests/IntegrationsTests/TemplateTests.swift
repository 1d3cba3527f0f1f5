import JSON
import JSONSchema
import Outbound
import Testing

@testable import Integrations

@Suite struct TemplateTests {
    static let scope: JSONObject = [
        "task": ["title": "A <b>*bold*</b> @ann", "priority": 5, "description": .null],
        "findings": [["title": "one"], ["title": "two"], ["title": "three"]],
        "settings": ["base_url": "https://api.example.com", "name": "a/b c?d"],
        "credentials": ["token": "secret"],
    ]

    private func template(_ value: JSONValue) -> Template {
        let platform = PathRoots.everything
        var log = Diagnostics()
        let template = TemplateReader(roots: platform).template(Document(value).root, JSONPointer(), log: &log)
        #expect(log.items == [])
        return template
    }

    @Test func aTextThatIsOnePathKeepsTheTypeOfItsValue() {
        #expect(template("${task.priority}").render(in: Self.scope) == 5)
        #expect(template("${task.priority}!").render(in: Self.scope) == "5!")
        #expect(template("${findings}").render(in: Self.scope).arrayValue?.count == 3)
    }

    @Test func aMemberThatIsNullIsLeftOut() {
        let made = template(["a": "${task.description}", "b": "x", "c": ["d": "${task.nothing}"]])
        #expect(made.render(in: Self.scope) == ["b": "x", "c": [:]])
    }

    @Test func aDollarIsPlainAndTwoHideAPath() {
        #expect(template("$5 $${task.title} ${task.priority}").render(in: Self.scope) == "$5 ${task.title} 5")
    }

    @Test func aListIsMadeOfAListAndEndsWhereItMust() {
        let made = template([
            "first", ["$for_each": "${findings}", "$as": "finding", "$most": 2, "$yield": "${finding.title}"], "last",
        ])
        #expect(made.render(in: Self.scope) == ["first", "one", "two", "last"])
    }

    @Test func linesBecomeOneTextOfLimitedLength() {
        let lines: JSONValue = [
            "a: ${task.priority}", ["$for_each": "${findings}", "$as": "finding", "$yield": "- ${finding.title}"],
        ]
        #expect(template(["$text": lines]).render(in: Self.scope) == "a: 5\n- one\n- two\n- three")
        #expect(template(["$text": lines, "$limit": 8]).render(in: Self.scope) == "a: 5\n- …")
        #expect(template(["$text": lines, "$single_line": true]).render(in: Self.scope) == "a: 5 - one - two - three")
    }

    @Test func valuesCannotBecomeMarkup() {
        let text: JSONValue = ["**${task.title}**"]
        #expect(
            template(["$text": text, "$escape": "markdown"]).render(in: Self.scope)
                == "**A \\<b\\>\\*bold\\*\\</b\\> @\u{200B}ann**")
        #expect(
            template(["$text": text, "$escape": "slack"]).render(in: Self.scope)
                == "**A &lt;b&gt;*bold*&lt;/b&gt; @ann**")
    }

    @Test func aRequestEncodesWhatStandsInItsPath() {
        let request = RequestTemplate(
            method: "POST", url: TemplateText("${settings.base_url}/x/${settings.name}"),
            headers: [
                .init(name: "Authorization", value: TemplateText("Bearer ${credentials.token}")),
                .init(name: "X-Absent", value: TemplateText("${credentials.other}")),
            ], basic: nil, body: template(["n": "${task.priority}"]))
        let made = request.render(in: Self.scope)
        #expect(made.url == "https://api.example.com/x/a/b%20c%3Fd")
        #expect(made.headers.map(\.name) == ["Authorization", "Content-Type"])
        #expect(made.headers.map(\.value) == ["Bearer secret", "application/json"])
        #expect(made.body == Array(#"{"n":5}"#.utf8))
        #expect(request.carriesCredentials(in: Self.scope))
    }

    @Test(arguments: ["${}", "${task.}", "${task..title}", "${task[0]}", "${1task}", "${task.title", "${a b}"])
    func whatIsNoPathIsAFault(text: String) {
        #expect(TemplateText(text).faults.count == 1)
    }
}

extension PathRoots {
    /// Roots for tests: any member of each.
    static let everything = ["task", "findings", "settings", "credentials"].reduce(
        PathRoots(
            Platform(name: "p", description: "", credentials: .nothing, settings: .nothing), allowsCredentials: true)
    ) { $0.adding($1, members: nil) }
}

extension MemberSchema {
    /// An object without members.
    static var nothing: MemberSchema {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        let node = Document(["type": "object", "additionalProperties": false]).root
        guard let schema = compiler.compile(node) else { preconditionFailure("a fixed schema compiles") }
        return MemberSchema(schema: schema)
    }
}
