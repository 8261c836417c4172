package dev.orderplatform.tools.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a simulation wrote down.
 *
 * @param checkouts that began
 * @param orders by what became of them, as far as their customers waited
 * @param lateMillisP99 how late the generator was with beginning checkouts
 * @param errors by kind
 * @param phases of the time that counts, in their order
 * @param whole all phases
 * @param later requests of checkouts that began in time and ended later
 * @param requests all phases, by kind of request
 */
record ScenarioFigures(
        long checkouts,
        Map<String, Long> orders,
        double lateMillisP99,
        Map<String, Long> errors,
        List<Part> phases,
        Part whole,
        Part later,
        List<Part> requests) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A part of the run.
     *
     * @param seconds 0 where a rate has no meaning
     * @param requests that began in it, with those that failed
     * @param answered right answers that came in it
     * @param p50 of those that did not fail, in milliseconds; likewise the others
     */
    record Part(
            String name,
            double seconds,
            long requests,
            long errors,
            long answered,
            double p50,
            double p95,
            double p99,
            double max) {

        double errorPercent() {
            return requests == 0 ? 0 : 100.0 * errors / requests;
        }

        /** Requests a second that began: those that were asked, whatever became of them. */
        double offeredRate() {
            return seconds == 0 ? 0 : requests / seconds;
        }

        /** Right answers a second. */
        double rate() {
            return seconds == 0 ? 0 : answered / seconds;
        }

        long answers() {
            return requests - errors;
        }

        /** This part, with what another one asked in vain: for the share of errors, not for rates and latencies. */
        Part withErrorsOf(Part other) {
            return new Part(
                    name, seconds, requests + other.requests, errors + other.errors, answered, p50, p95, p99, max);
        }
    }

    static ScenarioFigures read(Path file) {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new PlatformException("The run left no figures: " + e.getMessage(), e);
        }
    }

    static ScenarioFigures of(JsonNode json) {
        return new ScenarioFigures(
                json.path("checkouts").asLong(),
                counts(json.path("orders")),
                json.path("lateMillisP99").asDouble(),
                counts(json.path("errors")),
                parts(json.path("phases")),
                part(json.path("whole")),
                part(json.path("later")),
                parts(json.path("requests")));
    }

    private static Map<String, Long> counts(JsonNode json) {
        var counts = new TreeMap<String, Long>();
        json.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    private static List<Part> parts(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(ScenarioFigures::part)
                .toList();
    }

    private static Part part(JsonNode json) {
        return new Part(
                json.path("name").asText(),
                json.path("seconds").asDouble(),
                json.path("requests").asLong(),
                json.path("errors").asLong(),
                json.path("answered").asLong(),
                json.path("p50").asDouble(),
                json.path("p95").asDouble(),
                json.path("p99").asDouble(),
                json.path("max").asDouble());
    }

    long orders(String fate) {
        return orders.getOrDefault(fate, 0L);
    }
}
