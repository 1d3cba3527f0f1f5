import JSON
import Testing

/// RFC 6902: its own examples, then what its sections say one by one.
@Suite struct JSONPatchTests {
    /// One patch, what it is applied to, and what comes out; nil where it must fail.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String, document: String, patch: String, result: String?

        init(_ name: String, _ document: String, _ patch: String, _ result: String?) {
            (self.name, self.document, self.patch, self.result) = (name, document, patch, result)
        }

        var testDescription: String { name }
    }

    /// Appendix A.
    static let appendix = [
        Case(
            "A.1 adding an object member", #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#,
            #"{"foo":"bar","baz":"qux"}"#),
        Case(
            "A.2 adding an array element", #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
            #"{"foo":["bar","qux","baz"]}"#),
        Case(
            "A.3 removing an object member", #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#,
            #"{"foo":"bar"}"#),
        Case(
            "A.4 removing an array element", #"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#,
            #"{"foo":["bar","baz"]}"#),
        Case(
            "A.5 replacing a value", #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
            #"{"baz":"boo","foo":"bar"}"#),
        Case(
            "A.6 moving a value", #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
            #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
            #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#),
        Case(
            "A.7 moving an array element", #"{"foo":["all","grass","cows","eat"]}"#,
            #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#, #"{"foo":["all","cows","eat","grass"]}"#),
        Case(
            "A.8 testing a value: success", #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#),
        Case(
            "A.9 testing a value: error", #"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, nil),
        Case(
            "A.10 adding a nested member object", #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#, #"{"foo":"bar","child":{"grandchild":{}}}"#),
        Case(
            "A.11 ignoring unrecognized elements", #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#, #"{"foo":"bar","baz":"qux"}"#),
        Case(
            "A.12 adding to a nonexistent target", #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#, nil),
        Case(
            "A.14 escape ordering", #"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#,
            #"{"/":9,"~1":10}"#),
        Case(
            "A.15 comparing strings and numbers", #"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#,
            nil),
        Case(
            "A.16 adding an array value", #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
            #"{"foo":["bar",["abc","def"]]}"#),
    ]

    static let sections = [
        Case("4.1 add replaces a member", #"{"a":1}"#, #"[{"op":"add","path":"/a","value":[]}]"#, #"{"a":[]}"#),
        Case("4.1 add at the root replaces everything", "[1]", #"[{"op":"add","path":"","value":null}]"#, "null"),
        Case("4.1 add at the end by number", "[1]", #"[{"op":"add","path":"/1","value":2}]"#, "[1,2]"),
        Case("4.1 add beyond the end", "[1]", #"[{"op":"add","path":"/2","value":2}]"#, nil),
        Case("4.1 add at an index with a leading zero", "[1,2]", #"[{"op":"add","path":"/01","value":2}]"#, nil),
        Case("4.1 add at a negative index", "[1,2]", #"[{"op":"add","path":"/-1","value":2}]"#, nil),
        Case("4.1 add at a name in an array", "[1,2]", #"[{"op":"add","path":"/x","value":2}]"#, nil),
        Case("4.1 add to a scalar", #"{"a":1}"#, #"[{"op":"add","path":"/a/b","value":2}]"#, nil),
        Case("4.1 add a member with an empty name", "{}", #"[{"op":"add","path":"/","value":1}]"#, #"{"":1}"#),
        Case("4.1 add a member that is called -", "{}", #"[{"op":"add","path":"/-","value":1}]"#, #"{"-":1}"#),
        Case("4.2 remove what is not there", #"{"a":1}"#, #"[{"op":"remove","path":"/b"}]"#, nil),
        Case("4.2 remove an index that is not there", "[1]", #"[{"op":"remove","path":"/1"}]"#, nil),
        Case("4.2 remove behind the last element", "[1]", #"[{"op":"remove","path":"/-"}]"#, nil),
        Case("4.2 remove the root", "[1]", #"[{"op":"remove","path":""}]"#, nil),
        Case("4.3 replace what is not there", "{}", #"[{"op":"replace","path":"/a","value":1}]"#, nil),
        Case("4.3 replace the root", "{}", #"[{"op":"replace","path":"","value":1}]"#, "1"),
        Case("4.3 replace with null", #"{"a":1}"#, #"[{"op":"replace","path":"/a","value":null}]"#, #"{"a":null}"#),
        Case(
            "4.3 replace deep in arrays", "[[1,2],[3]]", #"[{"op":"replace","path":"/0/1","value":9}]"#, "[[1,9],[3]]"),
        Case("4.4 move onto itself", #"{"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"a":1}"#),
        Case("4.4 move into its own child", #"{"a":{}}"#, #"[{"op":"move","from":"/a","path":"/a/b"}]"#, nil),
        Case("4.4 move out of a child", #"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a/b","path":"/a"}]"#, #"{"a":1}"#),
        Case("4.4 move what is not there", "{}", #"[{"op":"move","from":"/a","path":"/b"}]"#, nil),
        Case("4.5 copy", #"{"a":[1]}"#, #"[{"op":"copy","from":"/a","path":"/b"}]"#, #"{"a":[1],"b":[1]}"#),
        Case(
            "4.5 copy into its own child", #"{"a":{}}"#, #"[{"op":"copy","from":"/a","path":"/a/b"}]"#,
            #"{"a":{"b":{}}}"#),
        Case("4.5 copy what is not there", "{}", #"[{"op":"copy","from":"/a","path":"/b"}]"#, nil),
        Case("4.6 numbers are equal by value", "[1]", #"[{"op":"test","path":"/0","value":1.0}]"#, "[1]"),
        Case(
            "4.6 objects are equal in any order", #"{"a":1,"b":2}"#,
            #"[{"op":"test","path":"","value":{"b":2,"a":1}}]"#, #"{"a":1,"b":2}"#),
        Case("4.6 arrays are equal in order alone", "[1,2]", #"[{"op":"test","path":"","value":[2,1]}]"#, nil),
        Case("4.6 null is not absence", #"{"a":null}"#, #"[{"op":"test","path":"/b","value":null}]"#, nil),
        Case(
            "5 an error undoes everything", "[1]", #"[{"op":"add","path":"/-","value":2},{"op":"remove","path":"/9"}]"#,
            nil),
        Case(
            "5 operations see what those before have done", "{}",
            #"[{"op":"add","path":"/a","value":{}},{"op":"add","path":"/a/b","value":1}]"#, #"{"a":{"b":1}}"#),
        Case("an empty patch", "[1]", "[]", "[1]"),
    ]

    @Test(arguments: appendix + sections) func appliesAsTheStandardSays(_ one: Case) throws {
        let patch = try JSONPatch(try Document.json(one.patch.utf8).root)
        let document = try JSONValue.parse(one.document)
        guard let result = one.result else {
            #expect(throws: JSONPatchError.self) { try patch.applied(to: document) }
            return
        }
        let found = Document(try patch.applied(to: document)).root
        #expect(
            found.isEqual(to: try Document.json(result.utf8).root),
            "\(String(decoding: found.jsonBytes, as: UTF8.self))")
    }

    @Test(arguments: [
        ("{}", "operation 0: a patch must be an array"), ("[1]", "operation 0: an operation must be an object"),
        (#"[{"path":"/a"}]"#, #"operation 0: "op" must be a string"#),
        (#"[{"op":"spam","path":"/a"}]"#, #"operation 0: "op" must be add, remove, replace, move, copy or test"#),
        (#"[{"op":"remove"}]"#, #"operation 0: "path" must be a string"#),
        (#"[{"op":"remove","path":"a"}]"#, #"operation 0: "path" must be a JSON Pointer"#),
        (#"[{"op":"add","path":"/a"}]"#, #"operation 0: "value" is missing"#),
        (#"[{"op":"test","path":"/a"}]"#, #"operation 0: "value" is missing"#),
        (#"[{"op":"remove","path":"/a"},{"op":"move","path":"/a"}]"#, #"operation 1: "from" must be a string"#),
        (#"[{"op":"copy","from":"~","path":"/a"}]"#, #"operation 0: "from" must be a JSON Pointer"#),
    ])
    func saysWhyAPatchCannotBeRead(_ text: String, _ message: String) throws {
        let node = try Document.json(text.utf8).root
        let error = #expect(throws: JSONPatchError.self) { try JSONPatch(node) }
        #expect(error?.description == message)
    }

    @Test func saysWhichOperationFailsAndWhy() throws {
        let patch = JSONPatch([
            .add(JSONPointer(tokens: ["b"]), 1), .replace(JSONPointer(tokens: ["a", "x"]), 2),
        ])
        let error = #expect(throws: JSONPatchError.self) { try patch.applied(to: ["a": [:]]) }
        #expect(error?.description == "operation 1: there is nothing at /a/x")
    }

    @Test func writesWhatItReads() throws {
        let text =
            #"[{"op":"add","path":"/a~1b","value":1},{"op":"remove","path":""},{"op":"replace","path":"/0","value":[]},"#
            + #"{"op":"move","from":"/a","path":"/b"},{"op":"copy","from":"/a","path":"/b"},"#
            + #"{"op":"test","path":"/a","value":null}]"#
        let patch = try JSONPatch(try Document.json(text.utf8).root)
        #expect(patch.json.jsonText == text)
        #expect(try JSONPatch(Document(patch.json).root) == patch)
    }
}
