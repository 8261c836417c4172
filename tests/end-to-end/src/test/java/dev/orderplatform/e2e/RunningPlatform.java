package dev.orderplatform.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.telemetry.SpanCollector;
import dev.orderplatform.telemetry.SpanCollector.CollectedSpan;
import dev.orderplatform.tools.audit.AuditCommand;
import dev.orderplatform.tools.client.OrderStream;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
import dev.orderplatform.webhooks.WebhookHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A platform run by orderctl on separate ports and data, accessed by HTTP. */
final class RunningPlatform {
    private static final String PORT_OFFSET = "7000";
    private static final DataFolder DATA =
            new DataFolder(Path.of("target/platform").toAbsolutePath());
    private static final Path ACKS = DATA.root().resolve("acks.jsonl");
    private static final String GATEWAY = "http://localhost:15080";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The client's own span in traced orders. */
    static final String CLIENT_SPAN = "00f067aa0ba902b7";

    private static final SpanCollector SPANS = SpanCollector.start();
    private static @Nullable RunningPlatform running;

    private final Project project;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    // In this JVM: starting orderctl for each query would cost seconds of CPU time.
    private final LocalPlatform local;
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();

    private RunningPlatform(Project project) {
        this.project = project;
        this.local = new SupervisedPlatform(
                () -> new Platform(project, DATA, RunSettings.load(DATA).orElseThrow()));
    }

    private void start() {
        orderctl("reset", "--yes");
        // The reset has deleted their orders.
        deleteAcknowledgements();
        Outcome up = orderctl("up", "--stock", "1000000", "--traces", SPANS.url());
        if (up.status() != 0) {
            throw new IllegalStateException("the platform does not start:\n" + up.output());
        }
    }

    private static void deleteAcknowledgements() {
        try {
            Files.deleteIfExists(ACKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform of the current build, started once for all tests and stopped with the JVM. */
    static RunningPlatform get() {
        return of(Project.locate());
    }

    /**
     * The platform of another project folder. Only one runs at a time: a different one is stopped and its data deleted.
     */
    static synchronized RunningPlatform of(Project project) {
        if (running == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(RunningPlatform::stopRunning));
        }
        if (running == null || !running.project.equals(project)) {
            stopRunning();
            running = new RunningPlatform(project);
            running.start();
        }
        return running;
    }

    private static void stopRunning() {
        if (running != null) {
            running.orderctl("down");
        }
    }

    /** Exit status and output of a command. */
    record Outcome(int status, String output) {}

    /**
     * An HTTP response.
     *
     * @param retryLater whether it has a Retry-After header
     */
    record Answer(int status, JsonNode body, boolean retryLater) {}

    /** Runs a command in a separate JVM, as users do. */
    Outcome orderctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorderctl.project=" + project.root(),
                "-cp",
                project.root().resolve("tools/bundle/target/lib") + "/*",
                "dev.orderplatform.runtime.orderctl.Orderctl"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("orderctl", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .directory(Path.of("../..").toFile());
            builder.environment().put("ORDERCTL_DATA", DATA.root().toString());
            builder.environment().put("ORDERCTL_PORT_OFFSET", PORT_OFFSET);
            // C1 only: parts run for minutes and are killed meanwhile, too short for C2 to pay off.
            builder.environment().put("ORDERCTL_JVM", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
            Process process = builder.start();
            if (!process.waitFor(6, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Outcome(process.waitFor(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Outcome deadLetters(String... arguments) {
        return run(new DeadLetterCommand(local), arguments);
    }

    private static Outcome run(Object command, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter printer = new PrintWriter(output);
        int status = new CommandLine(command).setOut(printer).setErr(printer).execute(arguments);
        return new Outcome(status, output.toString());
    }

    boolean ready() {
        return local.ready();
    }

    /** Number of events of one region that another has not replicated yet; -1 if unknown. */
    long lag(String from, String to) {
        for (JsonNode replication : json(orderctl("status", "--json").output()).path("replication")) {
            if (replication.path("from").asText().equals(from)
                    && replication.path("to").asText().equals(to)) {
                return replication.path("lag").asLong(-1);
            }
        }
        return -1;
    }

    /** Stops a part and holds it down. */
    void stop(String part) {
        local.hold(part);
    }

    /** Starts held parts and returns when they are ready. */
    void start(List<String> parts) {
        CompletableFuture.allOf(parts.stream()
                        .map(part -> CompletableFuture.runAsync(() -> local.release(part)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Kills a part, like a crash. */
    void kill(String part) {
        ProcessHandle.of(local.pid(part).orElseThrow()).orElseThrow().destroyForcibly();
    }

    /** Places an order of one line. An accepted order is logged for the audit. */
    Answer place(long user, String key, String sku, int quantity) {
        return post(user, key, "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}");
    }

    Answer post(long user, String key, String body) {
        return post(user, key, body, Map.of());
    }

    /** Places an order of one line that is traced. */
    Answer placeTraced(long user, String key, String sku, String trace) {
        return post(
                user,
                key,
                "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}",
                Map.of("traceparent", "00-" + trace + "-" + CLIENT_SPAN + "-01"));
    }

    /** The spans of a trace that have arrived so far. */
    List<CollectedSpan> spans(String trace) {
        return SPANS.ofTrace(trace);
    }

    private Answer post(long user, String key, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(GATEWAY + "/api/v1/orders"))
                .header("Authorization", "Bearer " + token(user))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        Answer answer = send(request);
        if (answer.status == 201 || answer.status == 200) {
            String orderId = answer.body.path("orderId").asText();
            acknowledge("order", key, orderId, orderId);
        }
        return answer;
    }

    /** Requests the payment of a confirmed order. Returns its id. */
    String pay(long user, String orderId) {
        String key = "pay-" + orderId;
        String paymentId = Retrying.untilSuccess(
                        Duration.ofSeconds(90),
                        () -> send(HttpRequest.newBuilder(URI.create(GATEWAY + "/api/v1/payments"))
                                .header("Authorization", "Bearer " + token(user))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"orderId\":\"" + orderId + "\"}"))))
                .body
                .path("paymentId")
                .asText();
        acknowledge("payment", key, paymentId, orderId);
        return paymentId;
    }

    /** Sends a callback as the payment provider would. */
    Answer paymentCallback(WebhookHeaders headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(GATEWAY + "/api/v1/payments/callback"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** All entries of a simulator's ledger. */
    List<JsonNode> ledger(String simulator) {
        String url = local.data().simulators().stream()
                .filter(data -> data.name().equals(simulator))
                .map(SimulatorData::url)
                .findFirst()
                .orElseThrow();
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page;
        long last = 0;
        do {
            page = Retrying.requireSuccess(
                            send(HttpRequest.newBuilder(URI.create(url + "/v1/ledger?limit=1000&after=" + last))))
                    .body;
            page.path("items").forEach(entries::add);
            last = page.path("last").asLong();
        } while (!page.path("items").isEmpty());
        return entries;
    }

    /** Reads an order's stream until it ends. */
    void stream(long user, String orderId, Consumer<OrderStream.Event> reader)
            throws IOException, InterruptedException {
        new OrderStream(GATEWAY).read(token(user), orderId, Duration.ofMinutes(2), event -> {
            reader.accept(event);
            return false;
        });
    }

    /** Retries with the same key until the order is accepted. */
    String placeWithRetry(long user, String key, String sku) {
        return Retrying.untilSuccess(Duration.ofSeconds(90), () -> place(user, key, sku, 1))
                .body
                .path("orderId")
                .asText();
    }

    Answer get(long user, String path) {
        return send(
                HttpRequest.newBuilder(URI.create(GATEWAY + path)).header("Authorization", "Bearer " + token(user)));
    }

    Answer cancel(long user, String orderId) {
        Answer answer = send(HttpRequest.newBuilder(URI.create(GATEWAY + "/api/v1/orders/" + orderId + "/cancel"))
                .header("Authorization", "Bearer " + token(user))
                .POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.status == 200) {
            acknowledge("cancel", null, orderId, orderId);
        }
        return answer;
    }

    /** The order's status; empty after a transient failure. */
    String statusOf(long user, String orderId) {
        Answer answer = get(user, "/api/v1/orders/" + orderId);
        return Retrying.isTransient(answer)
                ? ""
                : Retrying.requireSuccess(answer).body.path("status").asText();
    }

    String bootstrapServers() {
        return "127.0.0.1:26092";
    }

    String gatewayUrl() {
        return local.gatewayUrl();
    }

    PlatformData data() {
        return local.data();
    }

    /** Audits with all acknowledgements of this client. */
    Outcome audit() {
        return audit(ACKS);
    }

    /** @param acknowledgements file of another client's acknowledgements */
    Outcome audit(Path acknowledgements) {
        return run(new AuditCommand(local), "--acks", acknowledgements.toString());
    }

    private String token(long user) {
        return tokens.computeIfAbsent(
                user,
                // Caches successful responses only.
                id -> Retrying.untilSuccess(
                                Duration.ofSeconds(30),
                                () -> send(HttpRequest.newBuilder(URI.create(GATEWAY + "/demo/token"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                "{\"userId\":" + id + ",\"scope\":\"orders\"}"))))
                        .body
                        .path("token")
                        .asText());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    json(response.body()),
                    response.headers().firstValue("Retry-After").isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException e) {
            // Not an UncheckedIOException, which would be retried.
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static synchronized void acknowledge(String kind, @Nullable String key, String id, String orderId) {
        String line = JSON.createObjectNode()
                .put("kind", kind)
                .put("key", key)
                .put("id", id)
                .put("orderId", orderId)
                .put("at", Instant.now().toString())
                .toString();
        try {
            Files.writeString(ACKS, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
