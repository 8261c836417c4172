package dev.orderplatform.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** The customers' tokens from the demo profile, renewed before they expire, for soak tests. */
final class Tokens {

    // Tokens are valid for an hour.
    private static final long RENEWAL_MINUTES = 40;
    private static final int CONCURRENCY = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final AtomicReferenceArray<String> tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Tokens(String gateway, int users) {
        this.url = URI.create(gateway + "/demo/token");
        this.tokens = new AtomicReferenceArray<>(users);
    }

    /** @param user from 0 */
    String of(int user) {
        return tokens.get(user);
    }

    void fetch() {
        try (var fetching = Executors.newFixedThreadPool(CONCURRENCY)) {
            var tasks = IntStream.range(0, tokens.length())
                    .<Future<?>>mapToObj(user -> fetching.submit(() -> tokens.set(user, fetch(user + 1))))
                    .toList();
            for (var task : tasks) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot fetch tokens: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void keepFresh() {
        var clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tokens").factory());
        var _ = clock.scheduleAtFixedRate(this::renew, RENEWAL_MINUTES, RENEWAL_MINUTES, TimeUnit.MINUTES);
    }

    private void renew() {
        try {
            fetch();
        } catch (IllegalStateException e) {
            // The old tokens are still valid for some time; later the run would report 401s.
            System.out.println(e.getMessage());
        }
    }

    private String fetch(int user) {
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":%d,\"scope\":\"orders\"}".formatted(user)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        url + " answered " + answer.statusCode() + "; does the gateway run the demo profile?");
            }
            return JSON.readTree(answer.body()).path("token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
