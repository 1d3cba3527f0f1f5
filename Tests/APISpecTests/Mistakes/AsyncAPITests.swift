import JSON
import Testing

/// Mistakes in asyncapi.yaml: one diagnostic each, at the right character, in the right words.
@Suite struct AsyncAPITests {
    @Test(arguments: keys + messages) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let keys = [
        Mistake(
            in: "asyncapi.yaml", [("asyncapi: 3.0.0", "asyncapi: ▸2.6.0")],
            "this is AsyncAPI 2.6.0; only AsyncAPI 3.0 is read here",
            help: "convert the document to AsyncAPI 3.0.0"),
        Mistake(
            in: "asyncapi.yaml", [("      name: made\n", "      ▸nmae: made\n")],
            "a message has no key \"nmae\"",
            help: "did you mean \"name\"?"),
        Mistake(
            in: "asyncapi.yaml", [("action: receive", "action: ▸recieve")],
            "\"action\" must be one of send, receive; is \"recieve\"",
            help: "did you mean \"receive\"?"),
        Mistake(
            in: "asyncapi.yaml", [("    action: send", "    ▸traits: []\n    action: send")],
            "\"traits\" is not supported here",
            help: "write the keys where the trait would put them"),
        Mistake(
            in: "asyncapi.yaml", [("x-error-codes: [VALIDATION_ERROR]", "x-error-codes: [▸VALIDATION_EROR]")],
            "errors.yaml has no code \"VALIDATION_EROR\"",
            help: "did you mean \"VALIDATION_ERROR\"?"),
        Mistake(
            in: "asyncapi.yaml", [("'#/channels/live/messages/ping'", "▸'#/channels/live/messages/pong'")],
            "there is nothing at \"#/channels/live/messages/pong\"",
            help: "did you mean \"#/channels/live/messages/ping\"?"),
    ]

    static let messages = [
        Mistake(
            in: "asyncapi.yaml", [("operations:\n", "  ▸second: {address: /x, messages: {}}\noperations:\n")],
            "the server has one WebSocket; \"second\" is a second channel",
            help: "move its messages to \"live\""),
        Mistake(
            in: "asyncapi.yaml", [("address: /ws", "address: ▸ws")],
            "the address of a channel is a plain path, is \"ws\"",
            help: "such as \"/ws\""),
        Mistake(
            in: "asyncapi.yaml", [("operations:\n", "      ▸spare: {payload: {}}\noperations:\n")],
            "no operation sends or receives \"spare\"",
            help: "list it in an operation, or remove it", severity: .warning),
        Mistake(
            in: "asyncapi.yaml", [("event: {const: made}", "event: {const: ▸mode}"), ("event: made,", "event: mode,")],
            "\"event\" of the message \"made\" must be its name"),
        Mistake(
            in: "asyncapi.yaml",
            [("        type: object\n        properties:\n          command: {const: ping}", "        ▸type: object")],
            "the payload of \"ping\" must say which message it is",
            help: "add \"command: {const: ping}\" to its properties"),
        Mistake(
            in: "asyncapi.yaml",
            [
                (
                    "      - $ref: '#/channels/live/messages/ping'",
                    "      - $ref: '#/channels/live/messages/ping'\n      - ▸$ref: '#/channels/live/messages/ping'"
                )
            ],
            "the message \"ping\" is already listed"),
        Mistake(
            in: "asyncapi.yaml", [("{event: made, thing: {name: hammer}}", "{event: made, thing: {name: ▸7}}")],
            "the example breaks its schema: must be a string, was 7",
            help: "the rule is \"type\" at spec/openapi.yaml:83:16"),
    ]
}
