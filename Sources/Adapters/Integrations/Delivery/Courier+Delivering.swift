import JSON
import Orchestration

extension Courier {
    /// After this many events that do not concern an integration, it is noted that they need not be read again.
    private static let noted = 1000

    /// Goes along the event log from where the integration stands; returns when it is paused, or cancelled.
    func follow(_ integration: IntegrationRecord) async {
        var passed = 0
        for await batch in events.follow(after: integration.position) {
            for event in batch {
                guard Self.concerns(integration, event) else {
                    passed += 1
                    continue
                }
                guard await settle(event, integration) else { return }
                passed = 0
            }
            if passed >= Self.noted, let last = batch.last {
                await patiently { () throws(StoreError) in
                    try await self.store.pass(integration: integration.id, to: last.sequence)
                }
                passed = 0
            }
        }
    }

    private static func concerns(_ integration: IntegrationRecord, _ event: TaskEvent) -> Bool {
        event.owner == integration.owner && integration.events.contains(event.kind)
    }

    /// Tries until the event is delivered or given up; false when the integration gets nothing more for now.
    private func settle(_ event: TaskEvent, _ integration: IntegrationRecord) async -> Bool {
        guard var delivery = await known(event, integration) else { return false }
        guard delivery.status == .pending else { return true }
        let task = await patiently { () throws(StoreError) in try await self.store.task(event.taskID) }
        while delivery.status == .pending {
            guard await wait(for: delivery), await isCurrent(integration) else { return false }
            let occasion = Occasion(event, to: integration.id)
            let outcome = await messenger.send(occasion, about: task ?? nil, to: integration)
            // What was broken off is no attempt; what arrived in spite of it is written down.
            if Task.isCancelled, outcome.verdict != .delivered { return false }
            note(outcome, in: &delivery)
            guard await keep(delivery, outcome, integration) else { return false }
        }
        return true
    }

    /// Whether the integration still is as it was read: what was switched off a moment ago gets nothing more.
    private func isCurrent(_ integration: IntegrationRecord) async -> Bool {
        let found = await patiently { () throws(StoreError) in try await self.store.integration(integration.id) }
        guard var current = found ?? nil else { return false }
        current.position = integration.position
        return current == integration
    }

    /// How the delivery stands after the attempts of servers before this one.
    private func known(_ event: TaskEvent, _ integration: IntegrationRecord) async -> DeliveryRecord? {
        let id = Occasion.id(event.sequence, to: integration.id)
        let found = await patiently { () throws(StoreError) in try await self.store.delivery(id) }
        guard let found else { return nil }
        return found
            ?? DeliveryRecord(
                id: id, integration: integration.id, sequence: event.sequence, event: event.kind,
                taskID: event.taskID, createdAt: now())
    }

    /// Waits until the next attempt is due; false when cancelled.
    private func wait(for delivery: DeliveryRecord) async -> Bool {
        if let due = delivery.nextAttemptAt {
            let left = min(now().duration(until: due), catalogue.retry.longestWait)
            if left > .zero { try? await clock.sleep(for: left) }
        }
        return !Task.isCancelled
    }

    private func note(_ outcome: DeliveryOutcome, in delivery: inout DeliveryRecord) {
        delivery.attempts += 1
        delivery.updatedAt = now()
        delivery.statusCode = outcome.statusCode
        delivery.reason = outcome.reason
        delivery.link = outcome.link
        delivery.nextAttemptAt = nil
        switch outcome.verdict {
        case .delivered: delivery.status = .delivered
        case .refused, .gone: delivery.status = .failed
        case .failed(let asked):
            let wait = catalogue.retry.wait(after: delivery.attempts, chance: chance(), asked: asked)
            delivery.status = wait == nil ? .failed : .pending
            delivery.nextAttemptAt = wait.map { delivery.updatedAt.adding($0) }
        }
    }

    /// Writes the attempt down, and pauses the integration if its receiver is gone; false if it gets nothing more.
    private func keep(
        _ delivery: DeliveryRecord, _ outcome: DeliveryOutcome, _ integration: IntegrationRecord
    ) async -> Bool {
        let kept = catalogue.deliveriesKept
        let isKept: Void? = await patiently { () throws(StoreError) in
            try await self.store.record(delivery, kept: kept)
        }
        tell(delivery)
        guard outcome.verdict == .gone else { return isKept != nil }
        let (reason, time) = (outcome.reason ?? "", now())
        await patiently { () throws(StoreError) in
            try await self.store.pause(integration: integration.id, because: reason, at: time)
        }
        log(.paused(integration: integration.id, reason: reason))
        return false
    }

    private func tell(_ delivery: DeliveryRecord) {
        let reason = delivery.reason ?? ""
        switch delivery.status {
        case .delivered: break
        case .pending: log(.willRetry(delivery: delivery.id, attempts: delivery.attempts, reason: reason))
        case .failed: log(.gaveUp(delivery: delivery.id, attempts: delivery.attempts, reason: reason))
        }
    }
}
