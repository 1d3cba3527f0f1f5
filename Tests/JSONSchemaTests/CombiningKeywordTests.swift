import JSONSchema
import Testing

@Suite struct CombiningKeywordTests {
    @Test func allOfReportsEveryBranch() throws {
        #expect(
            try faults(#"{"allOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "3")
                == [" minimum: must be at least 5, was 3", " multipleOf: must be a multiple of 2, was 3"])
    }

    @Test func alternativeKindsBecomeOneSentence() throws {
        let text = ##"{"anyOf": [{"type": "string"}, {"$ref": "#/$defs/none"}], "$defs": {"none": {"type": "null"}}}"##
        #expect(try faults(text, "5") == [" anyOf: must be a string or null, was 5"])
    }

    @Test func alternativeValuesBecomeOneSentence() throws {
        let text = #"{"oneOf": [{"const": "low", "title": "Low"}, {"const": "high"}]}"#
        #expect(
            try faults(text, #""hihg""#) == [#" oneOf: must be "low" or "high", was "hihg"; did you mean "high"?"#])
        #expect(
            try faults(#"{"oneOf": [{"const": "auto"}, {"type": "integer"}]}"#, #""x""#)
                == [#" oneOf: must be "auto" or an integer, was "x""#])
    }

    @Test func theBranchForTheKindIsExplained() throws {
        let text = #"{"oneOf": [{"type": "null"}, {"type": "object", "required": ["a"]}]}"#
        #expect(try faults(text, "{}") == [#" required: is missing required member "a""#])
    }

    static let shapes = #"""
        {"oneOf": [
          {"properties": {"kind": {"const": "circle"}, "radius": {"type": "number"}}, "required": ["kind", "radius"]},
          {"properties": {"kind": {"const": "square"}, "side": {"type": "number"}}, "required": ["kind", "side"]}
        ]}
        """#

    @Test func theBranchWithTheRightTagIsExplained() throws {
        #expect(
            try faults(Self.shapes, #"{"kind": "square", "side": "x"}"#) == [
                "/side type: must be a number, was a string"
            ])
        #expect(
            try faults(Self.shapes, #"{"kind": "circle", "side": 1}"#)
                == [#" required: is missing required member "radius""#])
    }

    @Test func theNearestBranchIsExplained() throws {
        let text = #"""
            {"anyOf": [
              {"required": ["meow"], "properties": {"meow": {"type": "boolean"}}},
              {"required": ["bark"], "properties": {"bark": {"type": "boolean"}}}
            ]}
            """#
        #expect(try faults(text, #"{"bark": 1}"#) == ["/bark type: must be a boolean, was 1"])
    }

    @Test func oneOfWantsExactlyOne() throws {
        #expect(
            try faults(#"{"oneOf": [{"minimum": 1}, {"type": "string"}, {"multipleOf": 2}]}"#, "4")
                == [" oneOf: must fit exactly one of 3 alternatives, but fits numbers 1 and 3"])
    }

    @Test func notSaysSo() throws {
        #expect(
            try faults(#"{"not": {"type": "string"}}"#, #""a""#)
                == [#" not: must not be what the schema under "not" describes"#])
    }

    @Test func conditionsReportTheBranchThatCounts() throws {
        let text = #"""
            {"if": {"properties": {"type": {"const": "scan"}}, "required": ["type"]},
             "then": {"required": ["ports"]}, "else": {"required": ["url"]}}
            """#
        #expect(try faults(text, #"{"type": "scan"}"#) == [#" required: is missing required member "ports""#])
        #expect(try faults(text, #"{"type": "fetch"}"#) == [#" required: is missing required member "url""#])
        #expect(try faults(text, #"{"type": "scan", "ports": []}"#) == [])
    }

    /// Each level of the value doubles the branches to judge: 2^40 of them.
    @Test func recursiveAlternativesCannotHangTheServer() throws {
        let text = #"""
            {"oneOf": [
              {"properties": {"a": {"$ref": "#"}, "b": false}, "type": "object"},
              {"properties": {"a": {"$ref": "#"}, "c": false}, "type": "object"}
            ]}
            """#
        let deep = String(repeating: #"{"a":"#, count: 40) + #"{"b":1,"c":1}"# + String(repeating: "}", count: 40)
        #expect(try faults(text, deep) == [" oneOf: takes too much work to check against the schema"])
    }

    @Test func deepAlternativesAreSummedUp() throws {
        let text = #"""
            {"anyOf": [
              {"required": ["x"], "properties": {"a": {"$ref": "#"}, "x": {}}},
              {"required": ["y"], "properties": {"a": {"$ref": "#"}, "y": {}}}
            ]}
            """#
        #expect(try faults(text, #"{"a":{"x":1},"z":1}"#) == [#" required: is missing required member "x""#])
        let deep = String(repeating: #"{"x":1,"a":"#, count: 9) + "{}" + String(repeating: "}", count: 9)
        #expect(
            try faults(text, deep) == ["/a/a/a/a anyOf: must fit at least one of 2 alternatives"])
    }
}

@Suite struct DiscriminatorTests {
    static let pets = #"""
        {
          "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
          "discriminator": {"propertyName": "kind", "mapping": {"doggy": "#/$defs/Dog"}},
          "$defs": {
            "Cat": {"required": ["kind", "lives"], "properties": {"lives": {"type": "integer"}}},
            "Dog": {"required": ["kind", "bark"], "properties": {"bark": {"type": "string"}}}
          }
        }
        """#

    @Test func picksTheBranch() throws {
        #expect(
            try faults(Self.pets, #"{"kind": "doggy", "lives": "nine", "bark": 1}"#)
                == ["/bark type: must be a string, was 1"])
        #expect(try faults(Self.pets, #"{"kind": "Cat"}"#) == [#" required: is missing required member "lives""#])
    }

    @Test func listsTheNames() throws {
        #expect(
            try faults(Self.pets, #"{"kind": "cow"}"#)
                == [#"/kind discriminator: must be "doggy" or "Cat", was "cow""#])
        #expect(try faults(Self.pets, "{}") == [#" discriminator: is missing required member "kind""#])
    }

    @Test func mistakesInItAreFound() throws {
        #expect(
            try problems(#"{"discriminator": {"mapping": {}}}"#) == [
                #"1:19 schema-invalid-value: "discriminator" must be an object with "propertyName", was an object"#
            ])
        #expect(
            try problems(
                ##"{"discriminator": {"propertyName": "k", "mapping": {"a": "#/$defs/Bog"}}, "$defs": {"Dog": {}}}"##)
                == [
                    ##"1:58 schema-unresolved-reference: reference "#/$defs/Bog" leads nowhere; "##
                        + ##"did you mean "#/$defs/Dog"?"##
                ])
    }
}

@Suite struct UnevaluatedTests {
    static let closed = #"""
        {"allOf": [{"properties": {"title": {"type": "string"}}}],
         "anyOf": [{"properties": {"a": {"type": "integer"}}, "required": ["a"]}, {"properties": {"b": true}, "required": ["b"]}],
         "unevaluatedProperties": false}
        """#

    @Test func membersOfEveryBranchThatFitsAreKnown() throws {
        #expect(try faults(Self.closed, #"{"title": "x", "a": 1}"#) == [])
        #expect(
            try faults(Self.closed, #"{"titel": "x", "a": 1}"#)
                == [#"/titel unevaluatedProperties: unknown member "titel"; did you mean "title"?"#])
        #expect(
            try faults(Self.closed, #"{"a": "s", "b": 1}"#) == [#"/a unevaluatedProperties: unknown member "a""#])
    }

    @Test func aBranchThatFailsIsTheOnlyFault() throws {
        #expect(try faults(Self.closed, #"{"a": "s"}"#) == ["/a type: must be an integer, was a string"])
    }

    @Test func elementsToo() throws {
        let text = #"{"prefixItems": [true], "contains": {"type": "string"}, "unevaluatedItems": {"type": "null"}}"#
        #expect(try faults(text, #"[1, "a", null]"#) == [])
        #expect(try faults(text, #"[1, "a", 2]"#) == ["/2 type: must be null, was 2"])
        #expect(
            try faults(#"{"prefixItems": [true], "unevaluatedItems": false}"#, "[1, 2]")
                == ["/1 unevaluatedItems: must not be present"])
    }
}
