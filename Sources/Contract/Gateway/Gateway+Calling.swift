import APISpec

extension Gateway {
    /// Runs the handler within the operation's deadline.
    func call(_ valid: ValidRequest, since start: Int64) -> Outcome {
        let route = valid.negotiated.limited.matched.route
        let deadline = route.operation.deadlineMilliseconds.map {
            Deadline(milliseconds: $0, from: start, watch: watch)
        }
        do {
            switch try route.handler(valid.call) {
            case .later(let work):
                return .later {
                    do {
                        guard let deadline else { return finish(try await work(), valid) }
                        return finish(try await deadline.run(work), valid)
                    } catch {
                        return fail(error, valid)
                    }
                }
            case .answer(let answer):
                if let deadline, clock.monotonicNanoseconds() >= deadline.nanoseconds { throw deadline.refusal }
                return .reply(finish(answer, valid))
            }
        } catch {
            return .reply(fail(error, valid))
        }
    }

    private func finish(_ answer: Answer, _ valid: ValidRequest) -> Reply {
        do throws(Breach) {
            return try checking.check(answer, to: valid)
        } catch {
            report(.contractBreach, valid.call.operation.id, valid.call.requestID, error.detail)
            return refuse(.internalError, valid)
        }
    }

    private func fail(_ error: any Error, _ valid: ValidRequest) -> Reply {
        let (operation, requestID) = (valid.call.operation, valid.call.requestID)
        guard let refusal = error as? Refusal else {
            // The work was cancelled because the server stops, or because the caller has gone.
            if error is CancellationError {
                return refuse(Refusal("SERVICE_UNAVAILABLE", headers: [("Retry-After", "1")]), valid)
            }
            report(.handlerFailure, operation.id, requestID, String(describing: error))
            return refuse(.internalError, valid)
        }
        if refusal.code == "DEADLINE_EXCEEDED" {
            let limit = operation.deadlineMilliseconds ?? 0
            report(.deadlineExceeded, operation.id, requestID, "not ready within \(limit) ms")
        }
        do throws(Breach) {
            try checking.check(refusal, of: operation)
            return refuse(refusal, valid)
        } catch {
            report(.contractBreach, operation.id, requestID, error.detail)
            return refuse(.internalError, valid)
        }
    }

    private func refuse(_ refusal: Refusal, _ valid: ValidRequest) -> Reply {
        refuse(refusal, requestID: valid.call.requestID, fields: valid.negotiated.limited.fields)
    }
}
