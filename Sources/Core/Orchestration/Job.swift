/// Work that an orchestrator does beside the commands it is given, each piece in a Swift task of its own.
enum Job: Sendable {
    /// What the scheduler wants done.
    case scheduled(Scheduler.Action)
    /// See to it that the run of the ticket ends within this time.
    case watch(Ticket, Duration)
}
