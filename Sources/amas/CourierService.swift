import Integrations
import ServiceLifecycle

/// The deliveries as a service: from the start of the server until its shutdown, which breaks off what is under way.
struct CourierService: Service {
    let courier: Courier

    func run() async {
        await cancelWhenGracefulShutdown { await courier.run() }
    }
}
