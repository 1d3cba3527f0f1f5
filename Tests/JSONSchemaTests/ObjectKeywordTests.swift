import JSON
import JSONSchema
import Testing

@Suite struct ObjectKeywordTests {
    static let task = #"""
        {
          "type": "object",
          "required": ["title", "target"],
          "properties": {
            "title": {"type": "string", "maxLength": 5},
            "target": {"type": "string"},
            "priority": {"type": "integer", "maximum": 10}
          },
          "additionalProperties": false
        }
        """#

    @Test func namesMissingMembers() throws {
        #expect(
            try faults(Self.task, "{}") == [
                #" required: is missing required member "title""#, #" required: is missing required member "target""#,
            ])
    }

    @Test func namesUnknownMembersAndGuessesWhatWasMeant() throws {
        #expect(
            try faults(Self.task, #"{"titel": "a", "target": "b", "colour": 1}"#) == [
                #" required: is missing required member "title""#,
                #"/titel additionalProperties: unknown member "titel"; did you mean "title"?"#,
                #"/colour additionalProperties: unknown member "colour""#,
            ])
    }

    @Test func findsEveryFault() throws {
        #expect(
            try faults(Self.task, #"{"title": "too long", "priority": 11, "target": 5}"#) == [
                "/title maxLength: must be at most 5 characters long, was 8",
                "/priority maximum: must be at most 10, was 11", "/target type: must be a string, was 5",
            ])
    }

    @Test func givesThePlaceOfTheKeyword() throws {
        let found = try schema(Self.task).violations(of: value(#"{"title": "", "target": "", "priority": 11, "x": 1}"#))
        #expect(
            found == [
                Violation(
                    instance: JSONPointer(tokens: ["priority"]), keyword: "maximum",
                    message: "must be at most 10, was 11", schema: SourceLocation(file: "s.json", line: 7, column: 37)),
                Violation(
                    instance: JSONPointer(tokens: ["x"]), keyword: "additionalProperties",
                    message: "unknown member \"x\"", schema: SourceLocation(file: "s.json", line: 9, column: 3)),
            ])
    }

    @Test func stopsAtTheLimit() throws {
        let compiled = try schema(Self.task)
        let instance = "{" + (0..<50).map { "\"m\($0)\": 0" }.joined(separator: ",") + "}"
        #expect(try compiled.faults(instance).count == 20)
        #expect(try compiled.faults(instance, limit: 3).count == 3)
    }

    @Test func findsEachOfManyMembers() throws {
        let properties = (0..<100).map { "\"member \($0)\": {\"const\": \($0)}" }.joined(separator: ",")
        let compiled = try schema(#"{"properties": {\#(properties)}, "additionalProperties": false}"#)
        let members = (0..<100).map { "\"member \($0)\": \($0)" }.joined(separator: ",")
        #expect(try compiled.faults("{\(members)}") == [])
        #expect(try compiled.faults(#"{"member 99": 98}"#) == ["/member 99 const: must be 99, was 98"])
    }

    @Test func judgesMembersByPatternAndRest() throws {
        let text = #"""
            {"properties": {"x-a": {"minimum": 1}}, "patternProperties": {"^x-": {"type": "integer"}},
             "additionalProperties": {"type": "string"}}
            """#
        #expect(
            try faults(text, #"{"x-a": 0, "x-b": "s", "c": 1}"#) == [
                "/x-a minimum: must be at least 1, was 0", "/x-b type: must be an integer, was a string",
                "/c type: must be a string, was 1",
            ])
    }

    @Test func judgesNames() throws {
        #expect(
            try faults(#"{"propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3}}"#, #"{"abc": 1, "ABCD": 2}"#) == [
                "/ABCD maxLength: has a name that must be at most 3 characters long, was 4",
                #"/ABCD pattern: has a name that must match the pattern "^[a-z]+$""#,
            ])
    }

    @Test func countsMembers() throws {
        #expect(try faults(#"{"minProperties": 1}"#, "{}") == [" minProperties: must have at least 1 member, had 0"])
        #expect(
            try faults(#"{"maxProperties": 1}"#, #"{"a": 1, "b": 2}"#)
                == [" maxProperties: must have at most 1 member, had 2"])
    }

    @Test func membersMayDependOnEachOther() throws {
        #expect(
            try faults(#"{"dependentRequired": {"a": ["b", "c"]}}"#, #"{"a": 1, "c": 2}"#)
                == [#" dependentRequired: is missing member "b", which is required beside "a""#])
        let text = #"{"dependentSchemas": {"a": {"properties": {"b": {"type": "string"}}}}}"#
        #expect(try faults(text, #"{"a": 1, "b": 2}"#) == ["/b type: must be a string, was 2"])
        #expect(try faults(text, #"{"b": 2}"#) == [])
    }

    @Test func aMemberMayBeForbidden() throws {
        #expect(try faults(#"{"properties": {"a": false}}"#, #"{"a": 1}"#) == ["/a properties: must not be present"])
    }

    @Test func escapesNamesInPointers() throws {
        #expect(
            try faults(#"{"properties": {"a/b~c": {"type": "null"}}}"#, #"{"a/b~c": 1}"#)
                == ["/a~1b~0c type: must be null, was 1"])
    }
}

@Suite struct AccessTests {
    static let account = #"""
        {
          "required": ["id", "name", "secret"],
          "properties": {
            "id": {"type": "string", "readOnly": true},
            "name": {"type": "string"},
            "secret": {"$ref": "#/$defs/secret"}
          },
          "$defs": {"secret": {"type": "string", "writeOnly": true}}
        }
        """#

    @Test func readOnlyMembersStayOutOfRequests() throws {
        #expect(try faults(Self.account, #"{"name": "a", "secret": "b"}"#, direction: .request) == [])
        #expect(
            try faults(Self.account, #"{"id": "1", "name": "a", "secret": "b"}"#, direction: .request)
                == ["/id readOnly: is read-only: leave it out of requests"])
        #expect(
            try faults(Self.account, "{}", direction: .request) == [
                #" required: is missing required member "name""#, #" required: is missing required member "secret""#,
            ])
    }

    @Test func writeOnlyMembersStayOutOfAnswers() throws {
        #expect(try faults(Self.account, #"{"id": "1", "name": "a"}"#, direction: .response) == [])
        #expect(
            try faults(Self.account, #"{"id": "1", "name": "a", "secret": "b"}"#, direction: .response)
                == ["/secret writeOnly: is write-only: it must not be in an answer"])
    }

    @Test func withoutDirectionBothAreMembersLikeOthers() throws {
        #expect(try faults(Self.account, #"{"id": "1", "name": "a", "secret": "b"}"#) == [])
        #expect(
            try faults(Self.account, #"{"id": "1", "name": "a"}"#) == [
                #" required: is missing required member "secret""#
            ])
    }

    @Test func requiredFindsTheMemberInABranchBeside() throws {
        let text = #"""
            {"allOf": [{"$ref": "#/$defs/base"}, {"required": ["id", "name"]}],
             "$defs": {"base": {"properties": {"id": {"readOnly": true}, "name": {}}}}}
            """#
        #expect(try faults(text, #"{"name": "a"}"#, direction: .request) == [])
        #expect(
            try faults(text, #"{"name": "a"}"#, direction: .response) == [
                #" required: is missing required member "id""#
            ])
    }

    @Test func unknownMembersAreNotMistakenForReadOnlyOnes() throws {
        let text = #"{"properties": {"id": {"readOnly": true}}, "additionalProperties": false}"#
        #expect(
            try faults(text, #"{"ID": 1}"#, direction: .request) == [#"/ID additionalProperties: unknown member "ID""#])
        #expect(
            try faults(text, #"{"ID": 1}"#, direction: .response)
                == [#"/ID additionalProperties: unknown member "ID"; did you mean "id"?"#])
    }
}
