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
 * The figures that a simulation wrote.
 *
 * @param checkouts number of started checkouts
 * @param orders number of orders by outcome, as seen by customers
 * @param lateMillisP99 delay of checkout starts in the generator
 * @param errors number of errors by kind
 * @param phases phases of the measurement, in order
 * @param whole all phases together
 * @param later requests of checkouts that started in time and ended after the measurement
 * @param requests all phases together, by kind of request
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
     * @param seconds 0 if rates are undefined
     * @param requests requests started in it, including failed ones
     * @param answered correct responses received in it
     * @param p50 milliseconds of successful requests; likewise the others
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

        /** Requests started a second. */
        double offeredRate() {
            return seconds == 0 ? 0 : requests / seconds;
        }

        /** Correct responses a second. */
        double rate() {
            return seconds == 0 ? 0 : answered / seconds;
        }

        long answers() {
            return requests - errors;
        }

        /** This part plus the requests and errors of another, for the error rate only. */
        Part withErrorsOf(Part other) {
            return new Part(
                    name, seconds, requests + other.requests, errors + other.errors, answered, p50, p95, p99, max);
        }
    }

    static ScenarioFigures read(Path file) {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new PlatformException("Cannot read the run's figures: " + e.getMessage(), e);
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

    long orders(String outcome) {
        return orders.getOrDefault(outcome, 0L);
    }
}
