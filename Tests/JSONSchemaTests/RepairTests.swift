import JSON
import JSONSchema
import Testing

/// What is offered for one fault of each kind.
///
/// Every patch is applied here and judged by the same schema.
@Suite struct RepairTests {
    /// A schema, an instance, and the patch as JSON with its holes and losses; an empty patch where none is offered.
    struct Case: Sendable, CustomTestStringConvertible {
        let schema: String, instance: String, patch: String
        var holes: [String] = []
        var losses: [String] = []

        init(_ schema: String, _ instance: String, _ patch: String, holes: [String] = [], losses: [String] = []) {
            (self.schema, self.instance, self.patch, self.holes, self.losses) = (schema, instance, patch, holes, losses)
        }

        var testDescription: String { "\(instance) by \(schema)" }
    }

    private func expect(_ one: Case, direction: CompiledSchema.Direction = .none) throws {
        let schema = try schema(one.schema)
        let instance = try value(one.instance)
        let repair = schema.repair(of: instance, direction: direction)
        #expect(repair?.patch.json.jsonText ?? "[]" == one.patch)
        #expect(repair?.holes.map(\.description) ?? [] == one.holes, "holes")
        #expect(repair?.losses.map(\.description) ?? [] == one.losses, "losses")
        guard let repair else { return }
        let patched = try repair.patch.applied(to: JSONValue(instance))
        #expect(schema.accepts(Document(patched).root, direction: direction))
    }

    static let kinds = [
        Case(#"{"type":"integer"}"#, #""5""#, #"[{"op":"replace","path":"","value":5}]"#),
        Case(#"{"type":"integer"}"#, #"" +5 ""#, #"[{"op":"replace","path":"","value":5}]"#),
        Case(#"{"type":"number"}"#, #""1.5""#, #"[{"op":"replace","path":"","value":1.5}]"#),
        Case(#"{"type":"integer"}"#, "1.5", #"[{"op":"replace","path":"","value":2}]"#, losses: [""]),
        Case(#"{"type":"string"}"#, "5", #"[{"op":"replace","path":"","value":"5"}]"#),
        Case(#"{"type":"string"}"#, "true", #"[{"op":"replace","path":"","value":"true"}]"#),
        Case(#"{"type":"boolean"}"#, #""True""#, #"[{"op":"replace","path":"","value":true}]"#),
        Case(#"{"type":"boolean"}"#, "0", #"[{"op":"replace","path":"","value":false}]"#),
        Case(#"{"type":["integer","null"]}"#, #""""#, #"[{"op":"replace","path":"","value":null}]"#),
        Case(
            #"{"type":"array","items":{"type":"string"}}"#, #""a""#, #"[{"op":"replace","path":"","value":["a"]}]"#),
        Case(
            #"{"type":"array","items":{"type":"integer"}}"#, #""7""#, #"[{"op":"replace","path":"","value":[7]}]"#),
        Case(
            #"{"type":"array","items":{"enum":["red","green"]}}"#, #""red, green""#,
            #"[{"op":"replace","path":"","value":["red","green"]}]"#),
        Case(#"{"type":"string"}"#, #"["a"]"#, #"[{"op":"move","from":"/0","path":""}]"#),
        Case(
            #"{"type":"object","required":["a"]}"#, #""{\"a\":1}""#, #"[{"op":"replace","path":"","value":{"a":1}}]"#),
        Case(
            #"{"properties":{"a":{"type":"string"}}}"#, #"{"a":null}"#, #"[{"op":"remove","path":"/a"}]"#),
        Case(
            #"{"required":["a"],"properties":{"a":{"type":"string","default":"x"}}}"#, #"{"a":null}"#,
            #"[{"op":"replace","path":"/a","value":"x"}]"#, holes: ["/a"]),
        Case(#"{"type":"string"}"#, "{}", #"[{"op":"replace","path":"","value":"REPLACE_ME"}]"#, holes: [""]),
        Case(
            #"{"anyOf":[{"type":"integer"},{"type":"null"}]}"#, #""12""#,
            #"[{"op":"replace","path":"","value":12}]"#),
    ]

    @Test(arguments: kinds) func convertsKinds(_ one: Case) throws { try expect(one) }

    static let words = [
        Case(#"{"enum":["low","high"]}"#, #""LOW""#, #"[{"op":"replace","path":"","value":"low"}]"#),
        Case(
            #"{"enum":["in_progress","done"]}"#, #""In Progress""#,
            #"[{"op":"replace","path":"","value":"in_progress"}]"#),
        Case(
            #"{"enum":["security_scan","code_review"]}"#, #""securty_scan""#,
            #"[{"op":"replace","path":"","value":"security_scan"}]"#),
        Case(#"{"enum":["low","high"]}"#, #""enormous""#, #"[{"op":"replace","path":"","value":"low"}]"#, holes: [""]),
        Case(#"{"enum":[1,2]}"#, #""2""#, #"[{"op":"replace","path":"","value":2}]"#),
        Case(#"{"enum":["1","2"]}"#, "2", #"[{"op":"replace","path":"","value":"2"}]"#),
        Case(#"{"enum":[10,20,50]}"#, "22", #"[{"op":"replace","path":"","value":20}]"#, holes: [""]),
        Case(#"{"const":"v1"}"#, #""v2""#, #"[{"op":"replace","path":"","value":"v1"}]"#),
    ]

    @Test(arguments: words) func findsTheNearestWord(_ one: Case) throws { try expect(one) }

    static let numbers = [
        Case(#"{"maximum":10}"#, "11", #"[{"op":"replace","path":"","value":10}]"#, losses: [""]),
        Case(#"{"minimum":1}"#, "0", #"[{"op":"replace","path":"","value":1}]"#, losses: [""]),
        Case(#"{"type":"integer","minimum":1.5}"#, "0", #"[{"op":"replace","path":"","value":2}]"#, losses: [""]),
        Case(
            #"{"type":"integer","exclusiveMinimum":0}"#, "0", #"[{"op":"replace","path":"","value":1}]"#, losses: [""]),
        Case(
            #"{"exclusiveMaximum":1,"minimum":0.5}"#, "1", #"[{"op":"replace","path":"","value":0.75}]"#, losses: [""]),
        Case(#"{"multipleOf":0.01}"#, "1.234", #"[{"op":"replace","path":"","value":1.23}]"#, losses: [""]),
        Case(#"{"multipleOf":5}"#, "13", #"[{"op":"replace","path":"","value":15}]"#, losses: [""]),
        Case(#"{"type":"integer","maximum":10}"#, #""99""#, #"[{"op":"replace","path":"","value":10}]"#, losses: [""]),
        Case(
            #"{"type":"integer","format":"int32"}"#, "3000000000", #"[{"op":"replace","path":"","value":2147483647}]"#,
            losses: [""]),
    ]

    @Test(arguments: numbers) func bringsNumbersWithinBounds(_ one: Case) throws { try expect(one) }

    static let texts = [
        Case(#"{"maxLength":3}"#, #""äbcd""#, #"[{"op":"replace","path":"","value":"äbc"}]"#, losses: [""]),
        Case(#"{"maxLength":3}"#, #"" abc ""#, #"[{"op":"replace","path":"","value":"abc"}]"#),
        Case(
            #"{"type":"string","minLength":1}"#, #""""#, #"[{"op":"replace","path":"","value":"REPLACE_ME"}]"#,
            holes: [""]),
        Case(#"{"pattern":"^[a-z-]+$"}"#, #""My Name""#, #"[{"op":"replace","path":"","value":"my-name"}]"#),
        Case(#"{"pattern":"^[A-Z]{3}[0-9]+$"}"#, #""?""#, #"[{"op":"replace","path":"","value":"AAA0"}]"#, holes: [""]),
        Case(
            #"{"format":"date-time"}"#, #""2026-11-24 01:47:29Z""#,
            #"[{"op":"replace","path":"","value":"2026-11-24T01:47:29Z"}]"#),
        Case(
            #"{"format":"date-time"}"#, #""2026-11-24T01:47:29""#,
            #"[{"op":"replace","path":"","value":"2026-11-24T01:47:29Z"}]"#, holes: [""]),
        Case(
            #"{"format":"date"}"#, #""2026-11-24T01:47:29Z""#, #"[{"op":"replace","path":"","value":"2026-11-24"}]"#,
            losses: [""]),
        Case(#"{"format":"date"}"#, #""2026/1/4""#, #"[{"op":"replace","path":"","value":"2026-01-04"}]"#),
        Case(
            #"{"format":"uuid"}"#, #""{F81D4FAE7DEC11D0A76500A0C91E6BF6}""#,
            #"[{"op":"replace","path":"","value":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}]"#),
        Case(#"{"format":"email"}"#, #""mailto:a@b.org""#, #"[{"op":"replace","path":"","value":"a@b.org"}]"#),
        Case(
            #"{"format":"uri"}"#, #""example.org/a""#, #"[{"op":"replace","path":"","value":"https://example.org/a"}]"#,
            holes: [""]),
        Case(#"{"format":"byte"}"#, #""YQ""#, #"[{"op":"replace","path":"","value":"YQ=="}]"#),
    ]

    @Test(arguments: texts) func mendsTexts(_ one: Case) throws { try expect(one) }

    static let members = [
        Case(#"{"required":["a"],"properties":{"a":{"default":3}}}"#, "{}", #"[{"op":"add","path":"/a","value":3}]"#),
        Case(#"{"required":["a"],"properties":{"a":{"const":"x"}}}"#, "{}", #"[{"op":"add","path":"/a","value":"x"}]"#),
        Case(
            #"{"required":["a"],"properties":{"a":{"type":"string","examples":["Oslo"]}}}"#, "{}",
            #"[{"op":"add","path":"/a","value":"Oslo"}]"#, holes: ["/a"]),
        Case(
            #"{"required":["a"],"properties":{"a":{"type":"object","required":["b","c"],"properties":{"b":{"const":1},"c":{"type":"integer","minimum":4}}}}}"#,
            "{}", #"[{"op":"add","path":"/a","value":{"b":1,"c":4}}]"#, holes: ["/a/c"]),
        Case(
            #"{"required":["title"],"properties":{"title":{"type":"string"}},"additionalProperties":false}"#,
            #"{"titel":"x"}"#, #"[{"op":"move","from":"/titel","path":"/title"}]"#),
        Case(
            #"{"required":["task_type"],"properties":{"task_type":{"type":"string"}}}"#, #"{"taskType":"x"}"#,
            #"[{"op":"move","from":"/taskType","path":"/task_type"}]"#),
        Case(
            #"{"properties":{"title":{}},"additionalProperties":false}"#, #"{"title":1,"zzz":2}"#,
            #"[{"op":"remove","path":"/zzz"}]"#, losses: ["/zzz"]),
        Case(
            #"{"properties":{"priority":{}},"unevaluatedProperties":false}"#, #"{"Priority":2}"#,
            #"[{"op":"move","from":"/Priority","path":"/priority"}]"#),
        Case(
            #"{"properties":{"a":{"type":"string"},"b":{}},"dependentRequired":{"b":["a"]}}"#, #"{"b":1}"#,
            #"[{"op":"add","path":"/a","value":"REPLACE_ME"}]"#, holes: ["/a"]),
        Case(#"{"maxProperties":1}"#, #"{"a":1,"b":2}"#, #"[{"op":"remove","path":"/b"}]"#, losses: ["/b"]),
        Case(
            #"{"minProperties":1,"properties":{"a":{"type":"boolean"}}}"#, "{}",
            #"[{"op":"add","path":"/a","value":false}]"#, holes: ["/a"]),
        Case(
            #"{"propertyNames":{"enum":["red","blue"]}}"#, #"{"Red":1}"#,
            #"[{"op":"move","from":"/Red","path":"/red"}]"#),
        Case(#"{"not":{"required":["a"]}}"#, #"{"a":1,"b":2}"#, #"[{"op":"remove","path":"/a"}]"#, losses: ["/a"]),
        Case(#"{"properties":{"a":false}}"#, #"{"a":1}"#, #"[{"op":"remove","path":"/a"}]"#, losses: ["/a"]),
    ]

    @Test(arguments: members) func mendsMembers(_ one: Case) throws { try expect(one) }

    static let elements = [
        Case(#"{"uniqueItems":true}"#, "[1,2,1.0,2]", #"[{"op":"remove","path":"/3"},{"op":"remove","path":"/2"}]"#),
        Case(
            #"{"maxItems":1}"#, "[1,2,3]", #"[{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}]"#,
            losses: ["/2", "/1"]),
        Case(
            #"{"minItems":2,"items":{"type":"string"}}"#, #"["a"]"#,
            #"[{"op":"add","path":"/1","value":"REPLACE_ME"}]"#,
            holes: ["/1"]),
        Case(#"{"prefixItems":[{}],"items":false}"#, "[1,2]", #"[{"op":"remove","path":"/1"}]"#, losses: ["/1"]),
        Case(#"{"contains":{"const":7}}"#, "[1]", #"[{"op":"add","path":"/1","value":7}]"#, holes: ["/1"]),
        Case(#"{"items":{"type":"integer"}}"#, #"[1,"2",3]"#, #"[{"op":"replace","path":"/1","value":2}]"#),
    ]

    @Test(arguments: elements) func mendsElements(_ one: Case) throws { try expect(one) }

    static let branches = [
        Case(
            #"{"oneOf":[{"properties":{"kind":{"const":"a"},"n":{"type":"integer"}},"required":["kind","n"]},{"properties":{"kind":{"const":"b"}},"required":["kind"]}]}"#,
            #"{"kind":"a","n":"4"}"#, #"[{"op":"replace","path":"/n","value":4}]"#),
        Case(
            ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"discriminator":{"propertyName":"pet"},"$defs":{"Cat":{"required":["pet","lives"],"properties":{"pet":{"type":"string"}}},"Dog":{"required":["pet"],"properties":{"pet":{"type":"string"},"barks":{"type":"boolean"}}}}}"##,
            #"{"pet":"dog","barks":"true"}"#,
            #"[{"op":"replace","path":"/pet","value":"Dog"},{"op":"replace","path":"/barks","value":true}]"#),
    ]

    /// Names that come from references alone give way to what the branches say.
    @Test func anEnumOfTheBranchesOutweighsTheirNames() throws {
        let text =
            ##"{"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],"discriminator":{"propertyName":"pet"},"$defs":{"Cat":{"required":["pet"],"properties":{"pet":{"enum":["cat"]},"n":{"type":"integer"}}},"Dog":{"required":["pet"],"properties":{"pet":{"enum":["dog"]}}}}}"##
        let schema = try schema(text)
        #expect(
            schema.violations(of: try value(#"{"pet":"cat","n":"1"}"#)).map(\.message) == [
                "must be an integer, was a string"
            ])
        try expect(Case(text, #"{"pet":"cat","n":"1"}"#, #"[{"op":"replace","path":"/n","value":1}]"#))
    }

    /// Where the least value fits two branches, the full one fits one.
    @Test func fillsInMembersThatTellBranchesApart() throws {
        try expect(
            Case(
                #"{"required":["q"],"properties":{"q":{"oneOf":[{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":{"type":"string"}},{"type":"object","properties":{"a":{"type":"integer"}}}]}}}"#,
                "{}", #"[{"op":"add","path":"/q","value":{"a":"REPLACE_ME"}}]"#, holes: ["/q/a"]))
    }

    @Test(arguments: branches) func takesTheBranchThatWasMeant(_ one: Case) throws { try expect(one) }

    @Test func mendsSeveralFaultsAtOnce() throws {
        try expect(
            Case(
                #"{"type":"object","additionalProperties":false,"required":["title","priority"],"properties":{"title":{"type":"string"},"priority":{"type":"integer","maximum":10},"tags":{"type":"array","items":{"type":"string"}}}}"#,
                #"{"titel":"x","priority":"99","tags":"a"}"#,
                #"[{"op":"move","from":"/titel","path":"/title"},{"op":"replace","path":"/priority","value":10},{"op":"replace","path":"/tags","value":["a"]}]"#,
                losses: ["/priority"]))
    }

    @Test func holesMoveWithTheElementsTheyAreIn() throws {
        try expect(
            Case(
                #"{"items":{"type":"object","required":["a"],"properties":{"a":{"type":"string","minLength":2}}},"uniqueItems":true}"#,
                #"[{"a":"xx"},{"a":"xx"},{"a":""}]"#,
                #"[{"op":"replace","path":"/2/a","value":"REPLACE_ME"},{"op":"remove","path":"/1"}]"#,
                holes: ["/1/a"]))
    }

    @Test func offersNothingForWhatFits() throws {
        #expect(try schema(#"{"type":"integer"}"#).repair(of: try value("5")) == nil)
    }

    @Test func offersNothingWhereNothingFits() throws {
        #expect(try schema(#"{"allOf":[{"type":"string"},{"type":"integer"}]}"#).repair(of: try value("5")) == nil)
        #expect(try schema("false").repair(of: try value("5")) == nil)
    }

    @Test func leavesReadOnlyMembersOutOfRequests() throws {
        let text = #"{"required":["id"],"properties":{"id":{"readOnly":true,"type":"string"}}}"#
        try expect(
            Case(text, #"{"id":"7"}"#, #"[{"op":"remove","path":"/id"}]"#, losses: ["/id"]), direction: .request)
        try expect(Case(text, "{}", "[]"), direction: .request)
    }
}
