package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.tools.ledger.LedgerReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledgers that the real simulators write. */
class SimulatorLedgersIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Movement CAPTURED = new Movement(new PartId(5, 1), 300, "CNY");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.anyFree();
    private final int carrierPort = Ports.anyFree();

    @TempDir
    private Path folder;

    private Process simulators;

    @BeforeEach
    void start() throws IOException {
        var secrets = Files.writeString(
                folder.resolve("secrets"), "whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        var jar = Project.locate().root().resolve("tools/simulators/target/tools-simulators.jar");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
        builder.environment().putAll(settings("PAYMENT_PROVIDER", port, secrets));
        builder.environment().putAll(settings("CARRIER", carrierPort, secrets));
        builder.environment()
                .putAll(Map.of(
                        "PAYMENT_PROVIDER_CAPTURE_AFTER", "PT0.1S",
                        "CARRIER_SHIP_AFTER", "PT0.1S",
                        "CARRIER_DELIVER_AFTER", "PT0.1S"));
        simulators = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private Map<String, String> settings(String name, int ownPort, Path secrets) {
        return Map.of(
                name + "_PORT",
                Integer.toString(ownPort),
                name + "_CALLBACK_URL",
                "http://127.0.0.1:" + Ports.anyFree(),
                name + "_SECRETS",
                secrets.toString(),
                name + "_LEDGER",
                folder.resolve(name).toString());
    }

    @AfterEach
    void stop() {
        simulators.destroyForcibly();
    }

    @Test
    void theProvidersCapturesAndFaultsAreRead() throws Exception {
        var data = data("payment-provider", port, "PAYMENT_PROVIDER");
        try (var reader = new LedgerReader(data)) {
            send(port, "PUT", "/v1/faults", "{\"shares\":{\"repeat\":1}}");
            send(port, "POST", "/v1/intents", "{\"paymentId\":\"5-1\",\"amountMinor\":300,\"currency\":\"CNY\"}");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(balances(provider(reader))).containsExactly(CAPTURED));
            assertThat(provider(reader).faults().intervals().contains(System.currentTimeMillis()))
                    .isTrue();
            assertThat(reader.owed()).isPositive(); // nobody answers the callbacks
            simulators.destroyForcibly().waitFor();
            var ledger = new ProviderLedger(new HeldPayments(), Instant.MAX);
            reader.eachInFile(ledger::accept);
            assertThat(balances(ledger)).containsExactly(CAPTURED);
        }
    }

    @Test
    void theCarriersParcelsAreRead() throws Exception {
        try (var reader = new LedgerReader(data("carrier", carrierPort, "CARRIER"))) {
            var booking = "{\"parcelId\":\"5-1\",\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1}]}";
            var answer = send(carrierPort, "POST", "/v1/parcels", booking);
            var number = answer.replaceAll(".*\"trackingNumber\":\"([^\"]+)\".*", "$1");
            var delivered = new StoredParcel(new PartId(5, 1), "DELIVERED", Optional.of(number));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(carrier(reader).takeDifference(delivered))
                            .isEmpty());
            assertThat(carrier(reader).booked(5, 1)).isPresent();
        }
    }

    private static ProviderLedger provider(LedgerReader reader) {
        var ledger = new ProviderLedger(new HeldPayments(), Instant.MAX);
        reader.each(ledger::accept);
        return ledger;
    }

    private static CarrierLedger carrier(LedgerReader reader) {
        var ledger = new CarrierLedger(new HeldParcels(), Instant.MAX);
        reader.each(ledger::accept);
        return ledger;
    }

    private static ArrayList<Movement> balances(ProviderLedger ledger) {
        var balances = new ArrayList<Movement>();
        ledger.forEach(balances::add);
        return balances;
    }

    private SimulatorData data(String name, int ownPort, String home) {
        return new SimulatorData(
                name, "http://127.0.0.1:" + ownPort, folder.resolve(home).resolve("ledger.jsonl"));
    }

    /** Sends once the simulator answers. */
    private String send(int ownPort, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ownPort + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "5-1")
                .timeout(LIMIT)
                .build();
        return await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(request, BodyHandlers.ofString()), answer -> answer.statusCode() < 300)
                .body();
    }
}
