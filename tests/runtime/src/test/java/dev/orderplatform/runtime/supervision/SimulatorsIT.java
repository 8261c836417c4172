package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real simulators in one JVM, each held, started and killed as a part of the platform. */
class SimulatorsIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String PROVIDER = "payment-provider";
    private static final String CARRIER = "carrier";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private DataFolder data;
    private Topology topology;
    private PlatformState state;

    @BeforeEach
    void supervise() {
        var port = Ports.anyFree();
        data = SimulatorsSupervisor.data(folder);
        topology = SimulatorsSupervisor.topology(port);
        state = new PlatformState(data, topology, SimulatorsSupervisor.programs(folder));
        var java = JavaCommand.of(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dorderctl.project=" + Project.locate().root(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorsSupervisor.class.getName(),
                folder.toString(),
                Integer.toString(port)));
        new Launch(java, Map.of(), folder, data.log(Supervisor.NAME)).start();
        awaitReady(PROVIDER);
        awaitReady(CARRIER);
    }

    @AfterEach
    void endAll() {
        new Shutdown(data, SimulatorsSupervisor.programs(folder)).stopAll(topology, (_, _) -> {});
    }

    @Test
    void bothHaveTheSameProcessAndALogEach() {
        assertThat(process(PROVIDER)).isEqualTo(process(CARRIER));
        assertThat(data.log(PROVIDER)).content().contains(PROVIDER + " listens").doesNotContain(CARRIER);
        assertThat(data.log(CARRIER)).content().contains(CARRIER + " listens").doesNotContain(PROVIDER);
    }

    @Test
    void oneIsHeldAloneAndItsRecordSaysSo() throws Exception {
        var jvm = process(CARRIER);
        register("payment-1");
        var held = new HeldParts(data);
        held.add(PROVIDER);
        assertThat(new Shutdown(data, SimulatorsSupervisor.programs(folder)).stop(part(PROVIDER)))
                .isEqualTo(Shutdown.Outcome.STOPPED);
        assertThat(state.status(part(PROVIDER)).state()).isEqualTo(PartStatus.State.DOWN);
        assertThat(state.status(part(CARRIER)).ready()).isTrue();
        await().atMost(TIMEOUT).until(() -> outages(PROVIDER).getLast().held());
        held.remove(PROVIDER);
        awaitReady(PROVIDER);
        assertThat(process(PROVIDER)).isEqualTo(jvm).isEqualTo(process(CARRIER));
        assertThat(get(PROVIDER, "/v1/intents/payment-1")).isEqualTo(200);
        assertThat(outages(CARRIER)).noneMatch(RecordedOutages.Outage::held);
    }

    @Test
    void aKilledJvmComesBackWithBothLedgers() throws Exception {
        var killed = process(PROVIDER);
        register("payment-1");
        book("parcel-1");
        Signal.KILL.send(killed.pid());
        await().atMost(TIMEOUT).until(() -> !killed.alive());
        awaitReady(PROVIDER);
        awaitReady(CARRIER);
        assertThat(process(PROVIDER)).isEqualTo(process(CARRIER)).isNotEqualTo(killed);
        assertThat(get(PROVIDER, "/v1/intents/payment-1")).isEqualTo(200);
        assertThat(get(CARRIER, "/v1/parcels/parcel-1")).isEqualTo(200);
    }

    private void register(String payment) throws IOException, InterruptedException {
        var body = "{\"paymentId\":\"%s\",\"amountMinor\":1999,\"currency\":\"CNY\"}".formatted(payment);
        assertThat(post(PROVIDER, "/v1/intents", payment, body)).isEqualTo(201);
    }

    private void book(String parcel) throws IOException, InterruptedException {
        var body = "{\"parcelId\":\"%s\",\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1}]}".formatted(parcel);
        assertThat(post(CARRIER, "/v1/parcels", parcel, body)).isEqualTo(201);
    }

    private int post(String part, String path, String key, String body) throws IOException, InterruptedException {
        return status(request(part, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int get(String part, String path) throws IOException, InterruptedException {
        return status(request(part, path));
    }

    private HttpRequest.Builder request(String part, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + part(part).address() + path));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<RecordedOutages.Outage> outages(String part) {
        return RecordedOutages.read(data.outages()).of(part).orElseThrow().outages();
    }

    private void awaitReady(String part) {
        await().atMost(TIMEOUT).until(() -> state.status(part(part)).ready());
    }

    private ProcessIdentity process(String part) {
        return state.status(part(part)).process().orElseThrow();
    }

    private Part part(String name) {
        return topology.find(name).orElseThrow();
    }
}
