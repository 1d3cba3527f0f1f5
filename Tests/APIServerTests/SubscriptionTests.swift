import Testing

@testable import APIServer

@Suite struct SubscriptionTests {
    @Test func aFreshConnectionHearsOfEverything() {
        #expect(Subscription().wants("a"))
        #expect(Subscription().count == 0)
    }

    @Test func theFirstSubscriptionNarrows() {
        var subscription = Subscription()
        subscription.subscribe(to: "a")
        #expect(subscription.wants("a"))
        #expect(!subscription.wants("b"))
        subscription.subscribe(to: "b")
        #expect(subscription.wants("b"))
        #expect(subscription.count == 2)
    }

    @Test func unsubscribingFromTheLastTaskLeavesSilence() {
        var subscription = Subscription()
        subscription.subscribe(to: "a")
        subscription.unsubscribe(from: "a")
        #expect(!subscription.wants("a"))
        #expect(!subscription.wants("b"))
    }

    @Test func unsubscribingFirstSilencesOneTask() {
        var subscription = Subscription()
        subscription.unsubscribe(from: "a")
        #expect(!subscription.wants("a"))
        #expect(subscription.wants("b"))
    }
}
