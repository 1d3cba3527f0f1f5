import Testing

/// Mistakes in what parts of a file say about each other.
@Suite struct ReferenceMistakeTests {
    static let graph = [
        Mistake(
            "uses: fake.scan", "uses: ▸fake.scam",
            "error unknown-tool: unknown tool \"fake.scam\" | did you mean \"fake.scan\"?"),
        Mistake(
            "uses: fake.merge", "uses: ▸mcp:git/log",
            """
            error unsupported-tool: MCP tools ("mcp:git/log") are not supported by this version | built in are \
            fake.look, fake.merge, fake.scan
            """),
        Mistake(
            "needs: [scan, look]", "needs: [scan, look, ▸scna]",
            "error unknown-step: unknown step \"scna\" | did you mean \"scan\"?"),
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
                  - id: ▸scan
                    uses: fake.merge
                    needs: [look]
                    with: {lists: ["${pluck(steps.look.output, 'findings')}"]}
                result: {}
            """, "error repeated-step: a second step with the id \"scan\" | the first is on line 27"),
        Mistake(
            "uses: fake.scan", "needs: ▸merge\n        uses: fake.scan",
            """
            error step-cycle: these steps wait for each other: scan -> merge -> scan | a step without needs waits for \
            the step before it; needs: [] waits for none
            """),
        Mistake(
            "needs: [scan, look]", "needs: [look, ▸merge]",
            """
            error step-cycle: step "merge" needs itself | a step without needs waits for the step before it; needs: [] \
            waits for none
            """),
        Mistake(
            """
                    as: port
                    if: "${port.tls}"
                    max_parallel: 2
                    with:
                      host: "${task.target}"
                      port: "${port.number}"
            """,
            """
                    as: ▸task
                    with:
                      host: "${task.target}"
                      port: "${task.number}"
            """, "error wrong-name: \"task\" has a meaning of its own in expressions"),
        Mistake(
            "uses: fake.scan", "uses: fake.scan\n        max_parallel: ▸2",
            "error needs-for-each: agents.prober.steps[0].max_parallel has no meaning without for_each"),
    ]

    static let expressions = [
        Mistake(
            "{host: \"${task.target}\", p", "{host: \"${task.▸taget}\", p",
            "error unknown-member: task has no member \"taget\" | did you mean \"target\"?"),
        Mistake(
            "\"${params.ports}\"", "\"${params.▸port}\"",
            "error unknown-member: params has no member \"port\" | did you mean \"ports\"?"),
        Mistake(
            "\"${params.ports}\"", "\"${default(params.deep.▸levle, params.deep.level)}\"",
            "error unknown-member: params.deep has no member \"levle\" | did you mean \"level\"?"),
        Mistake(
            "\"${port.number}\"", "\"${▸prot.number}\"",
            "error unknown-name: unknown name \"prot\" | did you mean \"port\"?"),
        Mistake(
            "\"${params.ports}\"", "[\"${▸item}\"]",
            """
            error unknown-name: unknown name "item" | there is an item only under if and with of a step with for_each
            """),
        Mistake(
            "for_each: \"${steps.scan.output.open}\"", "for_each: \"${▸port.list}\"",
            "error unknown-name: unknown name \"port\" | known are task, params, steps"),
        Mistake(
            "for_each: \"${steps.scan.output.open}\"", "for_each: \"${steps.scan.▸ouput.open}\"",
            "error unknown-member: steps.scan has no member \"ouput\" | did you mean \"output\"?"),
        Mistake(
            "for_each: \"${steps.scan.output.open}\"", "for_each: \"${steps.▸scam.output.open}\"",
            "error unknown-step: unknown step \"scam\" | did you mean \"scan\"?"),
        Mistake(
            "for_each: \"${steps.scan.output.open}\"", "for_each: \"${▸steps}\"",
            "error unknown-step: \"steps\" alone has no value | name the step: steps.<id>.output"),
        Mistake(
            "needs: [scan, look]\n        with: {lists: [\"${pluck(steps.look",
            "needs: [scan]\n        with: {lists: [\"${pluck(steps.▸look",
            """
            error unordered-read: step "merge" reads step "look" but does not wait for it | add "look" to the needs of \
            "merge"
            """),
        Mistake(
            "\"${params.ports}\"", "\"${steps.▸scan.output}\"",
            "error unordered-read: step \"scan\" reads its own end"),
        Mistake(
            "if: \"${port.tls}\"", "if: \"${port.tls ▸= true}\"",
            "error expression-syntax: \"=\" is no operator | did you mean \"==\"?"),
        Mistake(
            "if: \"${port.tls}\"", "if: ▸port.tls",
            """
            error not-an-expression: agents.prober.steps[1].if must be true, false or an expression, not a text | \
            write one expression and nothing else: "${...}"
            """),
        Mistake(
            "for_each: \"${steps.scan.output.open}\"", "for_each: ▸12",
            "error wrong-kind: agents.prober.steps[1].for_each must be a list or an expression, not a number"),
    ]

    @Test(arguments: graph + expressions) func pointsAt(_ mistake: Mistake) throws {
        try mistake.check()
    }
}
