package dev.orderplatform.tools.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Predicate;

/** Reads the server-sent events of an order: the order now and after each change, and its parcels. */
public final class OrderStream {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /** @param gateway the base URL */
    public OrderStream(String gateway) {
        this.url = gateway;
    }

    /**
     * An event.
     *
     * @param parcel whether {@code data} is a parcel; otherwise it is the order
     */
    public record Event(boolean parcel, JsonNode data) {}

    /**
     * Reads events until one is the last, the order is in a final state, or the time is over.
     *
     * @param last receives each event, and tells whether to stop
     * @param timeout checked at each line; the platform sends one at least every 15 s
     * @throws PlatformException if there is no such stream
     */
    public void read(String token, String orderId, Duration timeout, Predicate<Event> last)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/orders/" + orderId + "/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .timeout(timeout)
                .build();
        var deadline = Instant.now().plus(timeout);
        var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        // Closing the lines ends the request.
        try (var lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new PlatformException(
                        "The stream of order %s answered %d".formatted(orderId, response.statusCode()));
            }
            read(lines.iterator(), deadline, last);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void read(Iterator<String> lines, Instant deadline, Predicate<Event> last) throws IOException {
        var parcel = false;
        var data = new StringBuilder();
        while (lines.hasNext() && Instant.now().isBefore(deadline)) {
            var line = lines.next();
            if (line.startsWith("event:")) {
                parcel = value(line).equals("parcel");
            } else if (line.startsWith("data:")) {
                data.append(value(line));
            } else if (line.isEmpty() && !data.isEmpty()) {
                if (last.test(new Event(parcel, JSON.readTree(data.toString())))) {
                    return;
                }
                parcel = false;
                data.setLength(0);
            }
        }
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
