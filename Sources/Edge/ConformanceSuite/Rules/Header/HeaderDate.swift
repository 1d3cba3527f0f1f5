import APISpec
import JSON

/// The Date of an answer is in the one form and tells the time.
struct HeaderDate: Watch {
    static let rule = Rule(
        "header.date", "Date is in the form of RFC 9110 and goes with the clock",
        basis: "RFC 9110 sections 5.6.7 and 6.6.1")
    let feeders = ["positive.*"]
    /// Seconds that the clock of another machine may be off, and that an answer may be under way.
    private static let leeway = 60

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let text = exchange.response["date"] else { return }
        run.check(rule, exchange.ask)
        guard let seconds = HTTPMoment.seconds(text) else {
            return run.fail(rule, exchange.ask, expected: "a Date such as Sun, 06 Nov 1994 08:49:37 GMT", got: text)
        }
        // The first answer says how far the two clocks are apart; from then on they go together.
        let now = Int(run.clock() / 1_000_000_000)
        let offset = run.dateOffset ?? seconds - now
        run.dateOffset = offset
        let ahead = seconds - now - offset
        if abs(ahead) > Self.leeway {
            run.fail(rule, exchange.ask, expected: "a Date that goes with the clock", got: "\(text), \(ahead) s off")
        }
        let wall = Int(run.today().milliseconds / 1_000)
        if abs(seconds - wall) > Self.leeway {
            run.fail(rule, exchange.ask, expected: "a Date of now", got: "\(text), \(seconds - wall) s off")
        }
    }
}
