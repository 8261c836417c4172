package dev.orderplatform.tools.explain.reading;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.explain.evidence.ExternalStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the payment provider or the carrier what became of payments and parcels. */
final class ExternalStatusReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Optional<SimulatorData> system;

    /** @param system empty if the platform runs without it */
    ExternalStatusReader(List<SimulatorData> systems, String name) {
        this.system = systems.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** @param path such as {@code /v1/parcels/} */
    List<ExternalStatus> ask(String path, List<String> subjects) {
        return system.stream()
                .flatMap(one -> subjects.stream().flatMap(subject -> ask(one, path, subject).stream()))
                .toList();
    }

    /** Empty if it does not know the subject, or refuses. */
    private static Optional<String> status(HttpResponse<String> answer) throws IOException {
        return answer.statusCode() == 200
                ? Optional.of(JSON.readTree(answer.body()).path("status").asText())
                : Optional.empty();
    }

    private Optional<ExternalStatus> ask(SimulatorData one, String path, String subject) {
        var request = HttpRequest.newBuilder(URI.create(one.url() + path + subject))
                .timeout(TIMEOUT)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return status(answer).map(status -> new ExternalStatus(subject, status));
        } catch (IOException e) {
            throw new PlatformException("%s does not answer at %s: %s".formatted(one.name(), one.url(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while asking " + one.name(), e);
        }
    }
}
