package dev.orderplatform.tools.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads from a simulator: its ledger, in order and in pages, and how much work is due there. */
public final class LedgerReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The most entries that a simulator returns at once. */
    private static final int PAGE_SIZE = 1000;
    /** A hundred times the size of a page of usual entries. */
    private static final long MAX_PAGE_BYTES = 64 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final SimulatorData simulator;

    // Simulators are on this machine or network: ignore the environment's proxy.
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public LedgerReader(SimulatorData simulator) {
        this.simulator = simulator;
    }

    /** The simulator's name. */
    public String name() {
        return simulator.name();
    }

    /**
     * How many steps and callbacks are due.
     *
     * @throws PlatformException if it does not answer
     */
    public long owed() {
        return get("/health").path("owed").asLong();
    }

    /**
     * Passes all entries.
     *
     * @throws PlatformException if the simulator does not answer, or an entry can't be read
     */
    public void each(Consumer<LedgerEntry> reader) {
        var after = 0L;
        int size;
        do {
            var page = get("/v1/ledger?after=" + after + "&limit=" + PAGE_SIZE);
            page.path("items").forEach(entry -> reader.accept(entry(entry)));
            after = page.path("last").asLong();
            size = page.path("items").size();
        } while (size == PAGE_SIZE); // what is added meanwhile counts as later
    }

    /** The same for a simulator that does not run, from its file. */
    public void eachInFile(Consumer<LedgerEntry> reader) {
        var file = simulator.ledger();
        if (!Files.exists(file)) {
            return; // it has never run
        }
        try (var lines = Files.newBufferedReader(file)) {
            var next = lines.readLine();
            while (next != null) {
                var line = next;
                next = lines.readLine();
                if (next != null || isComplete(line)) {
                    reader.accept(entry(JSON.readTree(line)));
                }
            }
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot read the ledger of %s in %s: %s".formatted(simulator.name(), file, e.getMessage()), e);
        }
    }

    // The last line may have been cut off in a crash. Then nobody was answered, and the simulator drops it.
    private static boolean isComplete(String lastLine) {
        try {
            return JSON.readTree(lastLine).isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private LedgerEntry entry(JsonNode json) {
        return new LedgerEntry(simulator.name(), json);
    }

    private JsonNode get(String path) {
        var request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .timeout(REQUEST_TIMEOUT)
                .build();
        try {
            var answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_PAGE_BYTES));
            if (answer.statusCode() != 200) {
                throw new IOException("it answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(e);
        }
    }

    private PlatformException unreadable(Exception cause) {
        return new PlatformException(
                "Cannot read %s at %s: %s".formatted(simulator.name(), simulator.url(), cause), cause);
    }

    @Override
    public void close() {
        http.close();
    }
}
