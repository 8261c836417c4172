package dev.orderplatform.tools.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.tools.simulators.Receiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both simulators in this process, with real files and connections. */
class SimulatorIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private @TempDir Path folder;
    private Receiver receiver;
    private final List<Simulator> running = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        Files.writeString(folder.resolve("secrets"), Receiver.SECRET + "\n");
    }

    @AfterEach
    void stop() {
        running.forEach(Simulator::close);
        receiver.close();
    }

    @Test
    void paymentIsCapturedAndRefunded() throws IOException {
        var provider = provider();
        var registered = provider.register("248537614745604225-1");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("status")).isEqualTo("PENDING");
        assertThat(provider.register("248537614745604225-1").status()).isEqualTo(200);
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));

        var refund =
                "{'refundId':'r-1','attempt':1,'paymentId':'248537614745604225-1','amountMinor':3998,'currency':'CNY'}";
        assertThat(provider.post("/v1/refunds", "r-1-1", refund).status()).isEqualTo(201);
        await().atMost(BOUND).until(() -> receiver.accepted().contains("refund.succeeded"));
        var body = receiver.all().getLast().body();
        assertThat(body.path("refundId").asText()).isEqualTo("r-1");
        assertThat(body.path("at").asText()).endsWith("Z");
        assertThat(provider.get("/v1/refunds/r-1").text("status")).isEqualTo("SUCCEEDED");
        assertThat(provider.get("/v1/intents/248537614745604225-1").text("refundedMinor"))
                .isEqualTo("3998");
        assertThat(registered.text("providerUrl")).endsWith("/v1/intents/248537614745604225-1");
        await().atMost(BOUND).until(() -> provider.get("/health").text("owed").equals("0"));
        assertThat(provider.ledger())
                .containsExactly(
                        "intent.registered",
                        "intent.captured",
                        "callback.accepted",
                        "refund.registered",
                        "refund.succeeded",
                        "callback.accepted");
    }

    @Test
    void parcelIsShippedDeliveredAndReturned() throws IOException {
        var carrier = simulator("carrier", Map.of("CARRIER_SHIP_AFTER", "PT0.2S", "CARRIER_DELIVER_AFTER", "PT0.2S"));
        var body = "{'parcelId':'1-1','lines':[{'sku':'SKU-00001','quantity':2}]}";
        var booked = carrier.post("/v1/parcels", "1-1", body);
        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.text("carrier")).isNotEmpty();
        assertThat(carrier.post("/v1/parcels", "1-1", body).status()).isEqualTo(200);
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(receiver.accepted()).containsExactly("parcel.shipped", "parcel.delivered"));
        assertThat(receiver.all().getFirst().body().path("trackingNumber").asText())
                .isEqualTo(booked.text("trackingNumber"));
        assertThat(carrier.post("/v1/parcels/1-1/cancel", "-", "").status()).isEqualTo(409);
        assertThat(carrier.post("/v1/parcels/1-1/return", "-", "").text("status"))
                .isEqualTo("RETURNED");
        await().atMost(BOUND).until(() -> receiver.accepted().contains("parcel.returned"));
    }

    @Test
    void callbacksAreRepeatedUntilTheyAreAccepted() throws IOException {
        receiver.answer(503);
        var provider = provider();
        provider.register("1-1");
        await().atMost(BOUND).until(() -> receiver.all().size() >= 3);
        receiver.answer(204);
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));
        assertThat(receiver.all()).extracting(Received::id).containsOnly("captured-1-1");
    }

    @Test
    void refusedCallbackIsAbandonedAndStaysInTheLedger() throws IOException {
        receiver.answer(404);
        var provider = provider();
        provider.register("1-1");
        await().atMost(BOUND).until(() -> provider.ledger().contains("callback.abandoned"));
        assertThat(receiver.all()).hasSize(5);
    }

    @Test
    void faultsAreCommittedAndRecorded() throws IOException {
        var provider = provider();
        assertThat(provider.put("/v1/faults", "{'seed':7,'shares':{'decline':1,'repeat':1}}")
                        .status())
                .isEqualTo(200);
        provider.register("1-1");
        await().atMost(BOUND).until(() -> receiver.accepted().size() == 3);
        assertThat(receiver.accepted()).containsOnly("payment.declined");
        assertThat(receiver.all()).extracting(Received::id).containsOnly("declined-1-1", "declined-1-1-again");
        assertThat(provider.delete("/v1/faults").status()).isEqualTo(200);
        var items = provider.get("/v1/ledger").body().path("items");
        var ended = items.get(items.size() - 1);
        assertThat(ended.path("type").asText()).isEqualTo("faults.ended");
        assertThat(ended.path("from")).isEqualTo(items.get(0).path("at"));
        assertThat(ended.path("faults").path("shares").path("decline").asDouble())
                .isOne();
    }

    @Test
    void requestsHangOrAreRefusedOnRequest() throws IOException {
        var provider = provider();
        provider.put("/v1/faults", "{'shares':{'unavailable':1}}");
        assertThat(provider.register("1-1").status()).isEqualTo(503);
        provider.put("/v1/faults", "{'shares':{'hang':1}}");
        assertThatThrownBy(() -> provider.send(
                        "POST",
                        "/v1/intents",
                        "1-2",
                        "{'paymentId':'1-2','amountMinor':1,'currency':'CNY'}",
                        Duration.ofSeconds(1)))
                .isInstanceOf(UncheckedIOException.class);
        provider.delete("/v1/faults");
        assertThat(provider.get("/v1/intents/1-1").status()).isEqualTo(404);
        // Carried out all the same: the caller cannot know.
        assertThat(provider.get("/v1/intents/1-2").status()).isEqualTo(200);
    }

    @Test
    void hangingRequestIsNeverAnswered() throws IOException {
        var provider = provider();
        provider.put("/v1/faults", "{'shares':{'hang':1}}");
        var answer = CompletableFuture.supplyAsync(() -> provider.register("1-1"));
        await().atMost(BOUND).until(() -> provider.ledger().contains("intent.registered"));
        running.removeLast().close();
        assertThatThrownBy(answer::join).hasCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void wrongRequestsAreAnsweredWithProblems() throws IOException {
        var provider = provider();
        var wrong = provider.post("/v1/intents", "k", "{'paymentId':'1-1','amountMinor':0,'currency':'CNY'}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("errors").get(0).path("field").asText()).isEqualTo("amountMinor");
        assertThat(provider.post("/v1/intents", "k", "{'paymentId':'" + "1".repeat(70_000) + "'}")
                        .status())
                .isEqualTo(413);
        assertThat(provider.put("/v1/faults", "{'shares':{'atOnce':1}}").status())
                .isEqualTo(400);
        assertThat(provider.get("/v1/ledger?limit=1001").status()).isEqualTo(400);
        assertThat(provider.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(provider.delete("/v1/intents").status()).isEqualTo(405);
        assertThat(provider.ledger()).isEmpty();
    }

    @Test
    void restartGoesOnWithFaultsAndDueWork() throws IOException {
        receiver.answer(503);
        var provider = provider();
        provider.put("/v1/faults", "{'seed':7,'shares':{'wrongAmount':1}}");
        provider.register("1-1");
        await().atMost(BOUND).until(() -> !receiver.all().isEmpty());
        running.removeLast().close();
        receiver.answer(204);
        var again = provider();
        await().atMost(BOUND).until(() -> receiver.accepted().contains("payment.captured"));
        assertThat(receiver.all()).extracting(Received::id).containsOnly("captured-1-1");
        assertThat(again.get("/v1/intents/1-1")
                        .body()
                        .path("captured")
                        .path("amountMinor")
                        .asLong())
                .isEqualTo(3999);
        assertThat(again.get("/v1/faults").text("seed")).isEqualTo("7");
    }

    private Client provider() throws IOException {
        return simulator("payment-provider", Map.of("PAYMENT_PROVIDER_CAPTURE_AFTER", "PT0.2S"));
    }

    private Client simulator(String name, Map<String, String> more) throws IOException {
        var prefix = name.replace('-', '_').toUpperCase(Locale.ROOT);
        var environment = new HashMap<>(more);
        environment.put(prefix + "_PORT", "0");
        environment.put(prefix + "_CALLBACK_URL", receiver.url().toString());
        environment.put(prefix + "_SECRETS", folder.resolve("secrets").toString());
        environment.put(prefix + "_LEDGER", folder.resolve(name).toString());
        running.add(Simulator.start(SimulatorSettings.of(name, environment)));
        return new Client(running.getLast().address());
    }
}
