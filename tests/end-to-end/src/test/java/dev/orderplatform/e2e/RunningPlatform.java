package dev.orderplatform.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.tools.audit.AuditCommand;
import dev.orderplatform.tools.deadletters.DeadLetterCommand;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The whole platform as a user runs it: by orderctl, as processes, on ports and data of its own; spoken to by HTTP. */
final class RunningPlatform {
    private static final String PORT_OFFSET = "7000";
    private static final DataFolder DATA =
            new DataFolder(Path.of("target/platform").toAbsolutePath());
    private static final Path ACKS = DATA.root().resolve("acks.jsonl");
    private static final String GATEWAY = "http://localhost:15080";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable RunningPlatform running;

    private final Project project;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    // In this JVM: one more for each look at the state would cost the platform seconds of CPU time.
    private final LocalPlatform local;
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();

    private RunningPlatform(Project project) {
        this.project = project;
        this.local = new ThisPlatform(
                () -> new Platform(project, DATA, RunSettings.load(DATA).orElseThrow()));
    }

    private void start() {
        orderctl("reset", "--yes");
        // They belong to orders that the reset has deleted.
        deleteAcknowledgements();
        Outcome up = orderctl("up", "--stock", "1000000");
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

    /** The present build's, started once for all tests, stopped with the JVM. */
    static RunningPlatform get() {
        return of(Project.locate());
    }

    /** The platform of another folder of builds. There is one at a time: a different one is stopped, its data is deleted. */
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

    /** What a command of orderctl printed, and its exit status. */
    record Outcome(int status, String output) {}

    /**
     * An HTTP answer.
     *
     * @param retryLater whether it says when to come again (Retry-After)
     */
    record Answer(int status, JsonNode body, boolean retryLater) {}

    /** Runs a command as a user does, in a JVM of its own. */
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
            // Parts that live for minutes and are killed in between are done before the second compiler is.
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

    /** Events of one region that another has not replicated yet; -1 when it is not known. */
    long lag(String from, String to) {
        for (JsonNode replication : json(orderctl("status", "--json").output()).path("replication")) {
            if (replication.path("from").asText().equals(from)
                    && replication.path("to").asText().equals(to)) {
                return replication.path("lag").asLong(-1);
            }
        }
        return -1;
    }

    /** Holds a part down. */
    void stop(String part) {
        local.hold(part);
    }

    /** Brings parts back that were held, and returns when they are ready. */
    void start(List<String> parts) {
        CompletableFuture.allOf(parts.stream()
                        .map(part -> CompletableFuture.runAsync(() -> local.release(part)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    /** Ends a part at once, as a crash would. */
    void kill(String part) {
        ProcessHandle.of(local.pid(part).orElseThrow()).orElseThrow().destroyForcibly();
    }

    /** Places an order of one line; an accepted one is noted for the audit. */
    Answer place(long user, String key, String sku, int quantity) {
        return post(user, key, "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}]}");
    }

    Answer post(long user, String key, String body) {
        Answer answer = send(HttpRequest.newBuilder(URI.create(GATEWAY + "/api/v1/orders"))
                .header("Authorization", "Bearer " + token(user))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.status == 201 || answer.status == 200) {
            acknowledge("order", key, answer.body.path("orderId").asText());
        }
        return answer;
    }

    /** Asks again with the same key until the order is accepted, as a patient client does. */
    String placeForSure(long user, String key, String sku) {
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
            acknowledge("cancel", null, orderId);
        }
        return answer;
    }

    /** Empty while the platform can't say. */
    String statusOf(long user, String orderId) {
        Answer answer = get(user, "/api/v1/orders/" + orderId);
        return Retrying.mayPass(answer)
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

    /** The audit's verdict over everything that was ever acknowledged here. */
    Outcome audit() {
        return audit(ACKS);
    }

    /** @param acknowledgements what other clients hold acknowledgements of */
    Outcome audit(Path acknowledgements) {
        return run(new AuditCommand(local), "--acks", acknowledgements.toString());
    }

    private String token(long user) {
        return tokens.computeIfAbsent(
                user,
                // Only a token is kept: a refusal would be sent as one ever after.
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
            // Not what a broken connection throws, which may be tried again.
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static synchronized void acknowledge(String kind, @Nullable String key, String orderId) {
        String line = JSON.createObjectNode()
                .put("kind", kind)
                .put("key", key)
                .put("id", orderId)
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
