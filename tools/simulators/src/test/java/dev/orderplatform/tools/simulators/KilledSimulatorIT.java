package dev.orderplatform.tools.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.tools.simulators.Receiver.Received;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both simulators in a JVM of their own, as they run in the demo, killed with SIGKILL. */
class KilledSimulatorIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private @TempDir Path folder;
    private Receiver receiver;
    private Client provider;
    private Client carrier;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        Files.writeString(folder.resolve("secrets"), Receiver.SECRET);
        provider = new Client(freeAddress());
        carrier = new Client(freeAddress());
        launch();
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
        receiver.close();
    }

    @Test
    void callbackThatWasDueComesAfterTheRestartWithTheSameId() throws Exception {
        receiver.answer(503);
        provider.register("1-1");
        carrier.post("/v1/parcels", "1-1", "{'parcelId':'1-1','lines':[{'sku':'SKU-00001','quantity':2}]}");
        await().atMost(BOUND).until(() -> ids().contains("captured-1-1") && ids().contains("shipped-1-1"));
        kill();
        receiver.answer(204);
        launch();
        await().atMost(BOUND).until(() -> receiver.accepted().contains("parcel.delivered"));
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));
        assertThat(ids()).containsOnly("captured-1-1", "shipped-1-1", "delivered-1-1");
        assertThat(provider.ledger()).containsOnlyOnce("intent.captured");
    }

    @Test
    void captureThatIsInTheLedgerIsReportedAfterTheRestart() throws Exception {
        provider.put("/v1/faults", "{'delayMillis':3000,'shares':{'delay':1}}");
        provider.register("1-1");
        await().atMost(BOUND).until(() -> provider.ledger().contains("intent.captured"));
        assertThat(receiver.all()).isEmpty();
        kill();
        launch();
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));
        assertThat(ids()).containsExactly("captured-1-1");
        assertThat(provider.ledger()).containsOnlyOnce("intent.captured");
    }

    @Test
    void paymentThatWasNotDueYetIsCapturedAfterTheRestart() throws Exception {
        provider.register("1-1");
        kill();
        launch();
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));
        assertThat(provider.register("1-1").status()).isEqualTo(200);
    }

    @Test
    void ledgerIsRefusedToASecondProcessAlsoAfterItWasRead() throws Exception {
        provider.register("1-1");
        assertThat(provider.ledger()).contains("intent.registered");
        var environment = new HashMap<>(environment());
        environment.put("PAYMENT_PROVIDER_PORT", "0");
        var second = begin(environment, "second.log", "payment-provider");
        try {
            assertThat(second.waitFor(BOUND)).isTrue();
            assertThat(second.exitValue()).isOne();
            assertThat(folder.resolve("second.log")).content().contains("is in use by another process");
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void sigtermEndsTheProcessInTime() throws Exception {
        process.destroy();
        assertThat(process.waitFor(Duration.ofSeconds(20))).isTrue();
    }

    private void launch() throws IOException {
        process = begin(environment(), "log");
        await().atMost(BOUND).until(() -> isUp(provider) && isUp(carrier));
    }

    private Process begin(Map<String, String> environment, String log, String... simulators) throws IOException {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulators.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), log)));
        builder.command().addAll(List.of(simulators));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Map<String, String> environment() {
        return Map.of(
                "PAYMENT_PROVIDER_PORT", Integer.toString(provider.address().getPort()),
                "PAYMENT_PROVIDER_CALLBACK_URL", receiver.url().toString(),
                "PAYMENT_PROVIDER_SECRETS", folder.resolve("secrets").toString(),
                "PAYMENT_PROVIDER_LEDGER", folder.resolve("payment-provider").toString(),
                "CARRIER_PORT", Integer.toString(carrier.address().getPort()),
                "CARRIER_CALLBACK_URL", receiver.url().toString(),
                "CARRIER_SECRETS", folder.resolve("secrets").toString(),
                "CARRIER_LEDGER", folder.resolve("carrier").toString());
    }

    private static boolean isUp(Client client) {
        try {
            return client.get("/health").status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private List<String> ids() {
        return receiver.all().stream().map(Received::id).toList();
    }

    private static URI freeAddress() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
