import Testing

/// Mistakes in keys and plain values.
@Suite struct ShapeMistakeTests {
    @Test func theCorrectFileIsCorrect() {
        #expect(Files.diagnostics(Files.correct) == [])
    }

    static let keys = [
        Mistake(
            "metadata:", "▸metdata:",
            "error unknown-key: agents.yaml has no key \"metdata\" | did you mean \"metadata\"?"),
        Mistake(
            "x-own: ignored", "▸models: {main: {}}",
            """
            error unsupported-key: "models" of agents.yaml is not supported by this version | remove it; supported are \
            version, metadata, network, files, defaults, task_types, agents
            """),
        Mistake(
            "license: MIT", "▸licence: MIT",
            "error unknown-key: metadata has no key \"licence\" | did you mean \"license\"?"),
        Mistake(
            "tags: [test]", "▸instructions: Be kind.",
            """
            error unsupported-key: "instructions" of an agent is not supported by this version | remove it; supported \
            are type, display_name, description, enabled, task_types, tags, input_schema, limits, steps, result
            """),
        Mistake(
            "tags: [test]", "▸colour: red",
            """
            error unknown-key: an agent has no key "colour" | known are type, display_name, description, enabled, \
            task_types, tags, input_schema, limits, steps, result
            """),
        Mistake(
            "limits: {timeout: 2m}", "limits: {▸queue_timeout: 2m}",
            """
            error unsupported-key: "queue_timeout" of limits is not supported by this version | remove it; supported \
            are timeout, concurrency, max_attempts
            """),
        Mistake(
            "        weight: 4", "        ▸approval: {timeout: 1m}",
            """
            error unsupported-key: "approval" of a step is not supported by this version | remove it; supported are \
            id, name, uses, with, needs, if, for_each, as, max_parallel, timeout, retry, continue_on_error, weight
            """),
        Mistake(
            "        weight: 4", "        ▸wieght: 4",
            "error unknown-key: a step has no key \"wieght\" | did you mean \"weight\"?"),
        Mistake(
            "attempts: 3, backoff: 1s", "▸attemps: 3, backoff: 1s",
            "error unknown-key: retry has no key \"attemps\" | did you mean \"attempts\"?"),
    ]

    static let missing = [
        Mistake("version: \"1\"\nm", "▸m", "error missing-key: the file has no \"version\" | write version: \"1\""),
        Mistake(
            "type: pipeline\n    display_name: Prober\n", "▸display_name: Prober\n",
            "error missing-key: agents.prober has no \"type\" | write type: pipeline"),
        Mistake(
            "type: pipeline\n    display_name: Prober\n    description: Probes a host.\n",
            "▸type: pipeline\n    display_name: Prober\n",
            """
            error missing-key: agents.prober has no "description" | say in one sentence what the agent does
            """),
        Mistake(
            "      - id: scan\n        uses: fake.scan\n", "      - ▸id: scan\n",
            "error missing-key: agents.prober.steps[0] has no \"uses\" | name the tool that the step runs"),
        Mistake(
            """
                  - id: merge
                    uses: fake.merge
                    needs: [scan, look]
                    with: {lists: ["${pluck(steps.look.output, 'findings')}"]}
                result:
                  summary: "${steps.merge.output.summary}"
                  findings: "${steps.merge.output.findings}"
            """,
            """
                  - ▸uses: fake.merge
                result: {}
            """,
            """
            error missing-key: agents.prober.steps[2] has no "id" | name the step, so that others can read \
            steps.<id>.output
            """),
        Mistake(
            Files.correct[from: "type: pipeline"], "▸" + Files.correct[from: "type: pipeline", to: "    result:"],
            """
            error missing-key: agents.prober has no "result" | write result: {summary: "...", findings: \
            "${steps.<id>.output...}"}
            """),
    ]

    static let values = [
        Mistake(
            "version: \"1\"", "version: ▸1",
            "error wrong-version: 1 is not the text \"1\", the one version there is | write version: \"1\""),
        Mistake(
            "type: pipeline", "type: ▸llm",
            "error unsupported-type: agents of type \"llm\" are not supported by this version | supported is pipeline"),
        Mistake(
            "type: pipeline", "type: ▸pipelin",
            "error unknown-type: unknown type of agent \"pipelin\" | did you mean \"pipeline\"?"),
        Mistake(
            "  prober:", "  ▸Prober:",
            """
            error wrong-name: "Prober" cannot be the name of an agent | write a letter, then letters, digits and _, \
            all lower case, at most 64
            """),
        Mistake(
            "task_types: [probe]", "task_types: [▸pro-be]",
            """
            error wrong-name: "pro-be" cannot be the name of a task type | write a letter, then letters, digits and \
            _, all lower case, at most 64
            """),
        Mistake(
            "task_types: [probe]", "task_types: [probe, ▸probe]",
            "warning shared-task-type: the task type \"probe\" is listed twice"),
        Mistake(
            "description: Probes a host.", "description: ▸[a]",
            "error wrong-kind: agents.prober.description must be a text, not a list"),
        Mistake(
            "description: Probes a host.", "description: ▸12",
            "error wrong-kind: agents.prober.description must be a text, not a number | write \"12\" in quotes"),
        Mistake(
            "limits: {timeout: 2m}", "limits: {timeout: ▸30}",
            """
            error wrong-duration: agents.prober.limits.timeout must be a duration from 1ms to 24h, such as 500ms, 30s, \
            2m or 1h, not 30 | did you mean "30s"?
            """),
        Mistake(
            "backoff: 1s", "backoff: ▸2 minutes",
            """
            error wrong-duration: agents.prober.steps[1].retry.backoff must be a duration from 1ms to 24h, such as \
            500ms, 30s, 2m or 1h, not "2 minutes"
            """),
        Mistake(
            "attempts: 3", "attempts: ▸11",
            """
            error wrong-number: agents.prober.steps[1].retry.attempts must be a whole number from 1 to 10, not 11
            """),
        Mistake(
            "weight: 4", "weight: ▸1.5",
            "error wrong-number: agents.prober.steps[1].weight must be a whole number from 1 to 1000, not 1.5"),
        Mistake(
            "weight: 4", "continue_on_error: ▸yes",
            "error wrong-kind: agents.prober.steps[1].continue_on_error must be true or false, not a text"),
        Mistake(
            "\"127.0.0.0/8\"", "▸\"10.0.0.1/8\"",
            """
            error wrong-network-rule: "10.0.0.1/8" is not a network rule: 10.0.0.1/8 has bits beyond its prefix; write \
            10.0.0.0/8
            """),
        Mistake(
            "[\"127.0.0.9\"]", "[▸\"http://a.example\", b.example, ▸\"a.*.example\"]",
            """
            error wrong-network-rule: "http://a.example" is not a network rule: write the host alone, without scheme \
            or path
            """,
            """
            error wrong-network-rule: "a.*.example" is not a network rule: "*" may only stand first, as in *.example.com
            """),
        Mistake(
            "allow: [/srv/code]", "allow: [/srv, ▸code]",
            "error wrong-files-rule: \"code\" is not a folder or file: write the whole path, from \"/\" on"),
        Mistake(
            "deny: [/srv/code/private]", "deny: [▸/srv/../private]",
            "error wrong-files-rule: \"/srv/../private\" is not a folder or file: write the path without \"..\""),
    ]

    @Test(arguments: keys + missing + values) func pointsAt(_ mistake: Mistake) throws {
        try mistake.check()
    }

    @Test func aFileThatIsNoMappingIsRefused() {
        #expect(Files.diagnostics("- a\n") == ["1:1 error wrong-kind: the file must be a mapping, not a list"])
    }

    @Test func faultsOfTheYAMLItselfComeFirstAndAlone() {
        let found = Files.diagnostics("version: \"1\"\nversion: \"1\"\nmodels: {}\n")
        #expect(
            found == [
                """
                2:1 error yaml-duplicate-key: the key "version" occurs twice in this mapping | it is first given on \
                line 1: remove or rename one of them
                """
            ])
    }
}
