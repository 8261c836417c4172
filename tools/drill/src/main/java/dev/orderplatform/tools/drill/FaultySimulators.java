package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Switches the simulators' faults on, and off again when closed. */
final class FaultySimulators implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final List<SimulatorData> simulators;

    private FaultySimulators(List<SimulatorData> simulators) {
        this.simulators = simulators;
    }

    static FaultySimulators start(List<SimulatorData> simulators, long seed) {
        var faulty = new FaultySimulators(simulators);
        simulators.forEach(simulator -> faulty.send(
                simulator,
                "PUT",
                BodyPublishers.ofString(
                        SimulatorFaults.of(simulator.name(), seed).json())));
        return faulty;
    }

    // A simulator that was killed may be starting.
    private void send(SimulatorData simulator, String method, BodyPublisher body) {
        if (!Await.until(TIMEOUT, () -> accepts(simulator, method, body))) {
            throw new PlatformException(
                    "%s at %s does not accept a change of its faults".formatted(simulator.name(), simulator.url()));
        }
    }

    private boolean accepts(SimulatorData simulator, String method, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(simulator.url() + "/v1/faults"))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        simulators.forEach(simulator -> send(simulator, "DELETE", BodyPublishers.noBody()));
    }
}
