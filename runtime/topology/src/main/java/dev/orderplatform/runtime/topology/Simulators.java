package dev.orderplatform.runtime.topology;

import java.util.List;

/** The simulators, each declared once; their code is in tools/simulators. */
final class Simulators {

    static final List<Simulator> ALL = List.of(
            new Simulator("payment-provider", 8191, "/api/v1/payments/callback", "payment-webhook"),
            new Simulator("carrier", 8192, "/api/v1/shipments/callback", "shipment-webhook"));

    private Simulators() {}

    static Simulator named(String name) {
        return ALL.stream()
                .filter(simulator -> simulator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no simulator " + name));
    }
}
