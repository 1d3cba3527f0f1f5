import GRDB
import JSON
import Orchestration

extension Transaction {
    /// Reads a task, lets the rules change it, and writes it back with its events.
    func change(_ id: String, _ commands: [TaskCommand], at time: Timestamp) throws -> TaskRecord {
        guard let row = try rows("SELECT * FROM tasks WHERE id = ?", [id]).first else {
            throw StoreError.unknownTask(id)
        }
        var lifecycle = Lifecycle(try TaskRecord(row))
        let before = lifecycle.task
        let actions = try lifecycle.handle(commands, at: time)
        if lifecycle.task != before { try update(lifecycle.task) }
        try count(lifecycle.task, after: before.status)
        try carryOut(actions, of: lifecycle.task, at: time)
        return lifecycle.task
    }

    func insert(_ task: TaskRecord) throws {
        try execute(Self.insertion, Self.values(task))
        if database.changesCount == 0 { throw StoreError.duplicate(task.id) }
        wrote(task)
        try assign(task, number: database.lastInsertedRowID)
        if task.status == .queued { try update(task) }
        try count(task)
        try carryOut([Lifecycle(task).creation], of: task, at: task.createdAt)
    }

    /// So that lists find the tasks of an agent.
    private func assign(_ task: TaskRecord, number: Int64) throws {
        for agent in task.assignedAgents {
            try execute(
                "INSERT OR IGNORE INTO task_agents (agent, created_at, number) VALUES (?, ?, ?)",
                [agent, task.createdAt.milliseconds, number])
        }
    }

    private func carryOut(_ actions: [Lifecycle.Action], of task: TaskRecord, at time: Timestamp) throws {
        for action in actions {
            switch action {
            case .emit(let kind, let data): try append(kind, data, of: task, at: time)
            case .tally(let ending): try tally(ending)
            case .learn(let outcome): try append(outcome, of: task, at: time)
            }
        }
    }

    /// The whole task at once: a second statement would write its page and its entries in the indexes again.
    private static let insertion = """
        INSERT INTO tasks (id, brief, task_type, priority, parameters, owner, assigned_agents, agent, created_at,
            prediction, status, progress, attempt, given_back, result, failure, updated_at, started_at, finished_at,
            trace)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    private static func values(_ task: TaskRecord) -> StatementArguments {
        [
            task.id, task.brief.jsonText, task.taskType, task.priority, task.parameters.jsonText, task.owner,
            task.team.jsonText, task.assignedAgents.first ?? "", task.createdAt.milliseconds,
            task.prediction?.json.jsonText, task.status.rawValue, task.progress, task.attempt, task.givenBack,
            task.result?.jsonText, task.failure?.json.jsonText, task.updatedAt.milliseconds,
            task.startedAt?.milliseconds, task.finishedAt?.milliseconds, task.trace,
        ]
    }

    /// A task gets its place when it is queued first and keeps it when it is queued again.
    private static let updating = """
        UPDATE tasks SET status = ?1, progress = ?2, attempt = ?3, given_back = ?4, result = ?5, failure = ?6,
            updated_at = ?7, started_at = ?8, finished_at = ?9, trace = ?11, at_work = ?12,
            queue_place = CASE WHEN queue_place IS NULL AND ?1 = 'queued' THEN (
                SELECT COALESCE(MAX(queue_place), 0) + 1 FROM tasks WHERE queue_place IS NOT NULL
            ) ELSE queue_place END
        WHERE id = ?10
        """

    private func update(_ task: TaskRecord) throws {
        wrote(task)
        try execute(
            Self.updating,
            [
                task.status.rawValue, task.progress, task.attempt, task.givenBack, task.result?.jsonText,
                task.failure?.json.jsonText, task.updatedAt.milliseconds, task.startedAt?.milliseconds,
                task.finishedAt?.milliseconds, task.id, task.trace,
                JSONValue.array(task.atWork.map(\.json)).jsonText,
            ])
    }

    private func tally(_ ending: AgentEnding) throws {
        var counted = AgentTally()
        counted.count(ending)
        try execute(
            """
            INSERT INTO agent_tallies (agent, completed, failed, seconds) VALUES (?, ?, ?, ?)
            ON CONFLICT (agent) DO UPDATE SET completed = completed + excluded.completed,
                failed = failed + excluded.failed, seconds = seconds + excluded.seconds
            """,
            [ending.agent, counted.completed, counted.failed, counted.seconds])
    }
}
