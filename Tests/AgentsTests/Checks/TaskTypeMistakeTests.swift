import Testing

/// Mistakes in `task_types`.
@Suite struct TaskTypeMistakeTests {
    /// The correct file with another agent, and with this under `task_types`.
    private static func file(_ types: String) -> Mistake.Plant {
        Mistake.Plant(
            "agents:\n  prober:",
            """
            task_types:
            \(types)
            agents:
              second:
                type: pipeline
                description: Looks again.
                task_types: [look]
                enabled: false
                input_schema: {type: object, properties: {depth: {type: integer, maximum: 9}}, additionalProperties: false}
                steps: [{id: merge, uses: fake.merge}]
                result: {}
              prober:
            """)
    }

    private static func mistake(_ types: String, _ messages: String...) -> Mistake {
        let plant = file(types)
        var mistake = Mistake(plant.old, plant.new)
        mistake.messages = messages
        return mistake
    }

    static let all = [
        mistake("  probe: ▸[a]", "error wrong-kind: task_types.probe must be a mapping, not a list"),
        mistake(
            "  ▸Probe: {agents: [prober]}",
            """
            error wrong-name: "Probe" cannot be the name of a task type | write a letter, then letters, digits and _, \
            all lower case, at most 64
            """),
        mistake(
            "  probe: {agents: [prober], ▸modus: parallel}",
            """
            error unknown-key: a task type has no key "modus" | known are description, agents, mode, timeout, \
            on_failure, input_schema
            """),
        mistake(
            "  probe: {agents: [prober], mode: ▸paralel, on_failure: ▸ignore}",
            """
            error unknown-word: task_types.probe.mode must be sequence or parallel, not "paralel" | did you mean \
            "parallel"?
            """,
            "error unknown-word: task_types.probe.on_failure must be stop or continue, not \"ignore\""),
        mistake(
            "  probe: {agents: [prober], timeout: ▸20}",
            """
            error wrong-duration: task_types.probe.timeout must be a duration from 1ms to 24h, such as 500ms, 30s, 2m \
            or 1h, not 20 | did you mean "20s"?
            """),
        mistake(
            "  both: {agents: ▸[]}", "error missing-key: task_types.both.agents must name at least one agent"),
        mistake(
            "  probe: {agents: [▸probber, prober, ▸prober]}",
            "error unknown-agent: unknown agent \"probber\" | did you mean \"prober\"?",
            "error repeated-agent: \"prober\" is named twice: an agent has one part in a task"),
        mistake(
            "  ▸nothing: {mode: parallel}",
            """
            error missing-key: no agent takes tasks of the type "nothing" | name them: agents: [...]
            """),
        mistake(
            "  both: {agents: [prober, ▸second]}",
            "warning disabled-agent: \"second\" is not enabled: tasks of this type go without it"),
        mistake(
            "  both: {agents: [▸{params: {}}]}",
            "error missing-key: task_types.both.agents[0] has no \"agent\" | name the agent"),
        mistake(
            "  both: {agents: [▸7]}",
            """
            error wrong-kind: task_types.both.agents[0] must be the name of an agent or a mapping, not a number
            """),
        mistake(
            "  both: {agents: [{agent: prober, params: {ports: \"${params.▸port}\"}, target: \"${task.▸id}\"}]}",
            """
            error unknown-member: params has no member "port": the agent has no input_schema | declare it under \
            input_schema.properties
            """,
            """
            error unknown-member: task has no member "id" | known are title, description, task_type, target, \
            priority, owner
            """),
        mistake(
            "  both: {agents: [{agent: prober, target: \"${▸steps.scan.output}\"}]}",
            "error unknown-name: unknown name \"steps\" | known are task, params"),
        mistake(
            "  look: {agents: [{agent: ▸second, params: {depth: ▸10, ▸deep: 1}}]}",
            "warning disabled-agent: \"second\" is not enabled: tasks of this type go without it",
            "error wrong-input: depth must be at most 9, was 10",
            "error wrong-input: second has no \"deep\" | known are depth"),
        mistake(
            "  both: {agents: [prober], input_schema: {type: ▸array}}",
            """
            error wrong-input-schema: input_schema must be a JSON Schema with type: object | parameters of a task are \
            members of one object
            """),
    ]

    @Test(arguments: all) func isNamedAtItsPlace(_ mistake: Mistake) throws { try mistake.check() }

    @Test func aTypeThatSaysHowItIsSharedNeedsNoWarning() throws {
        let shared = try Files.replacing(
            "agents:\n  prober:",
            with: """
                agents:
                  second:
                    type: pipeline
                    description: Looks again.
                    task_types: [probe]
                    steps: [{id: merge, uses: fake.merge}]
                    result: {}
                  prober:
                """)
        #expect(Files.diagnostics(shared).map { $0.contains("shared-task-type") } == [true])
        let planned = shared.replacing("\nagents:", with: "\ntask_types: {probe: {mode: parallel}}\nagents:")
        #expect(Files.diagnostics(planned) == [])
    }
}
