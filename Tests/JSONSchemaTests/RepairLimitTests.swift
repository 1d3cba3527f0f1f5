import JSON
import JSONSchema
import Testing

/// A repair shows no secret and cannot be used to keep the server busy.
@Suite struct RepairLimitTests {
    private static let login =
        #"{"type":"object","additionalProperties":false,"required":["password"],"properties":{"password":{"type":"string","format":"password","minLength":8},"name":{"type":"string"},"pins":{"type":"array","items":{"type":"integer","writeOnly":true}}}}"#

    @Test(arguments: [
        #"{"password":12345678}"#, #"{"password":"hunter2"}"#, #"{"password":["hunter2hunter2"]}"#,
        #"{"password":"hunter2hunter2","pins":["4711"]}"#, #"{"password":"hunter2hunter2","pins":4711}"#,
        #""{\"password\":\"hunter2hunter2\"}""#,
    ])
    func showsNoSecret(_ instance: String) throws {
        let repair = try schema(Self.login).repair(of: try value(instance))
        let shown = repair?.patch.json.jsonText ?? ""
        #expect(!shown.contains("hunter2") && !shown.contains("12345678") && !shown.contains("4711"), "\(shown)")
    }

    @Test func movesASecretWithoutShowingIt() throws {
        let repair = try schema(Self.login).repair(of: try value(#"{"pasword":"hunter2hunter2"}"#))
        #expect(repair?.patch.json.jsonText == #"[{"op":"move","from":"/pasword","path":"/password"}]"#)
    }

    @Test func keepsSecretsOutOfMessages() throws {
        let schema = try schema(Self.login)
        let instance = try value(#"{"password":12345678,"name":5}"#)
        let found = schema.withoutSecrets(schema.violations(of: instance), of: instance)
        #expect(found.map(\.message) == ["must be a string", "must be a string, was 5"])
    }

    @Test func givesUpOnWhatIsTooLarge() throws {
        let schema = try schema(#"{"items":{"type":"integer"}}"#)
        var limits = RepairLimits()
        limits.values = 100
        let fitting = Document(.array(Array(repeating: 1, count: 98) + ["5"])).root
        let large = Document(.array(Array(repeating: 1, count: 99) + ["5"])).root
        #expect(schema.repair(of: fitting, limits: limits)?.patch.operations.count == 1)
        #expect(schema.repair(of: large, limits: limits) == nil)
    }

    @Test func givesUpAfterItsTrialsAndItsSteps() throws {
        let schema = try schema(#"{"items":{"type":"integer"}}"#)
        let instance = try value(#"["1","2","3","4"]"#)
        var limits = RepairLimits()
        #expect(schema.repair(of: instance, limits: limits)?.patch.operations.count == 4)
        limits.trials = 3
        #expect(schema.repair(of: instance, limits: limits) == nil)
        limits = RepairLimits()
        limits.steps = 10
        #expect(schema.repair(of: instance, limits: limits) == nil)
        limits = RepairLimits()
        limits.operations = 3
        #expect(schema.repair(of: instance, limits: limits) == nil)
    }

    /// Branches that double the work at each level of the value, which is as deep as a client likes.
    @Test func staysWithinItsStepsOnARecursiveSchema() throws {
        let text =
            ##"{"$ref":"#/$defs/node","$defs":{"node":{"oneOf":[{"required":["a"],"properties":{"next":{"$ref":"#/$defs/node"}}},{"required":["b"],"properties":{"next":{"$ref":"#/$defs/node"}}}]}}}"##
        var instance: JSONValue = [:]
        for _ in 0..<40 { instance = ["a": 1, "b": 1, "next": instance] }
        #expect(try schema(text).repair(of: Document(instance).root) == nil)
    }

    @Test func givesTheSameAnswerEveryTime() throws {
        let schema = try schema(Self.login)
        let instance = try value(#"{"nam":"x","passwort":"abcdefgh","zzz":1}"#)
        let first = schema.repair(of: instance)
        #expect(first != nil)
        for _ in 0..<5 { #expect(schema.repair(of: instance) == first) }
    }
}
