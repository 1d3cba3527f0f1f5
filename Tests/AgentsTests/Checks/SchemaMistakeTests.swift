import Testing

/// Mistakes in what agents take, what they hand to tools, and what they give back.
@Suite struct SchemaMistakeTests {
    static let inputSchemas = [
        Mistake(
            "type: object\n      properties:\n        ports", "type: ▸array\n      properties:\n        ports",
            """
            error wrong-input-schema: input_schema must be a JSON Schema with type: object | parameters of a task are \
            members of one object
            """),
        Mistake(
            "{type: integer, minimum: 1}", "{type: integer, ▸minimun: 1}",
            "error schema-unknown-keyword: unknown keyword \"minimun\" | did you mean \"minimum\"?"),
        Mistake(
            "default: [80, 443]", "default: ▸[80, 0]",
            """
            error schema-sample-does-not-fit: "default" does not fit its schema: /1 must be at least 1, was 0
            """),
    ]

    static let inputs = [
        Mistake(
            "with: {host: \"${task.target}\", p", "with: ▸{▸hots: \"${task.target}\", p",
            "error wrong-input: fake.scan needs \"host\" | add host at agents.prober.steps[0].with",
            "error wrong-input: fake.scan has no \"hots\" | did you mean \"host\"?"),
        Mistake(
            "uses: fake.scan\n        with: {host: \"${task.target}\", ports: \"${params.ports}\"}",
            "uses: ▸▸fake.scan",
            "error wrong-input: fake.scan needs \"host\" | add with: {host: ...}",
            "error wrong-input: fake.scan needs \"ports\" | add with: {ports: ...}"),
        Mistake(
            "port: \"${port.number}\"", "port: ▸http",
            "error wrong-input: port must be an integer, was a string"),
        Mistake(
            "port: \"${port.number}\"", "port: ▸\"1${port.number}\"",
            """
            error wrong-input: port cannot be a text | a text around ${...} makes the value a text; write "${...}" alone
            """),
        Mistake(
            "port: \"${port.number}\"", "port: \"${port.number}\"\n          mode: ▸slow",
            "error wrong-input: mode must be \"fast\" or \"full\", was \"slow\""),
        Mistake(
            "ports: \"${params.ports}\"", "ports: [80, ▸70000, \"${params.ports[0]}\"]",
            "error wrong-input: ports[1] must be at most 65535, was 70000"),
        Mistake(
            "ports: \"${params.ports}\"", "ports: ▸{a: \"${params.ports}\"}",
            "error wrong-input: ports cannot be a mapping"),
        Mistake(
            "with: {lists: [\"${pluck(steps.look.output, 'findings')}\"]}", "with: ▸all",
            "error wrong-kind: agents.prober.steps[2].with must be a mapping, not a text"),
    ]

    static let results = [
        Mistake(
            "summary: \"${steps.merge.output.summary}\"", "summary: ▸[done]",
            "error wrong-result: summary must be a string, was an array"),
        Mistake(
            "findings: \"${steps.merge.output.findings}\"", "findings: ▸none",
            "error wrong-result: findings must be an array, was a string"),
        Mistake(
            "findings: \"${steps.merge.output.findings}\"",
            "findings: [▸▸{rule: a, severity: ▸awful, title: \"${task.title}\"}]",
            "error wrong-result: a finding needs \"evidence\" | add evidence at agents.prober.result.findings[0]",
            "error wrong-result: a finding needs \"remedy\" | add remedy at agents.prober.result.findings[0]",
            """
            error wrong-result: severity must be "critical", "high", "medium", "low" or "info", was "awful"
            """),
        Mistake(
            "findings: \"${steps.merge.output.findings}\"", "steps: ▸3",
            """
            error wrong-result: the result's "steps" is written by the server: how each step ended | choose another name
            """),
    ]

    @Test(arguments: inputSchemas + inputs + results) func pointsAt(_ mistake: Mistake) throws {
        try mistake.check()
    }

    @Test func twoAgentsMayShareATaskTypeWithAWarning() throws {
        let second = """

              twin: {type: pipeline, description: B., task_types: [probe], steps: [{id: a, uses: fake.merge}], result: {}}
            """
        #expect(
            Files.diagnostics(Files.correct + second) == [
                """
                48:56 warning shared-task-type: the task type "probe" is also taken by "prober" | both agents will run \
                on such a task, "prober" first
                """
            ])
        let disabled = second.replacing("type: pipeline", with: "type: pipeline, enabled: false")
        #expect(Files.diagnostics(Files.correct + disabled) == [])
    }
}
