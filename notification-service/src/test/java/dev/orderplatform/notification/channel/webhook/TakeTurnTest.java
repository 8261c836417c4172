package dev.orderplatform.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.notification.endpoint.AddressRules;
import dev.orderplatform.notification.endpoint.TestBox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TakeTurnTest {
    private static final Duration QUICK = Duration.ofMillis(3);
    private static final Duration LONG = Duration.ofMillis(2_001);

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final RecordedResult result = new RecordedResult();

    @Test
    void allWebhooksAreSentOnceAndRecorded() {
        run(turn(Lane.NORMAL, 20), _ -> Attempt.answered(204, QUICK));
        assertThat(sent).hasSize(20).doesNotHaveDuplicates();
        assertThat(result.outcomes)
                .hasSize(20)
                .allMatch(outcome ->
                        outcome.attempt().isDelivered() && outcome.retryAfter().isEmpty());
        assertThat(result.next).isEqualTo(Lane.NORMAL);
    }

    @Test
    void afterAFailureNoFurtherWebhookIsStarted() {
        run(turn(Lane.NORMAL, 20), _ -> Attempt.answered(500, QUICK));
        assertThat(sent).hasSizeBetween(1, 4);
        assertThat(result.outcomes)
                .hasSameSizeAs(sent)
                .allMatch(outcome -> outcome.retryAfter().isPresent() && !outcome.isGivenUp());
        assertThat(result.next).isEqualTo(Lane.NORMAL);
    }

    @Test
    void afterASlowAnswerNoFurtherWebhookIsStarted() {
        run(turn(Lane.NORMAL, 20), _ -> Attempt.answered(200, LONG));
        assertThat(sent).hasSizeBetween(1, 4);
        assertThat(result.outcomes).hasSameSizeAs(sent);
    }

    @Test
    void failureOfAStoppingProcessDoesNotCount() {
        AtomicBoolean stopping = new AtomicBoolean();
        SignAndSend failing = sending(_ -> {
            stopping.set(true);
            return Attempt.failed("event loop is closed", QUICK);
        });
        new TakeTurn(failing, result, TestProperties.defaults(), stopping::get).run(turn(Lane.NORMAL, 1));
        assertThat(sent).hasSize(1);
        assertThat(result.outcomes).isEmpty();
        assertThat(result.next).isEqualTo(Lane.NORMAL);
    }

    @Test
    void errorsHaveNoControlCharacters() {
        assertThat(Attempt.failed("invalid version format: HT\0P/1.1\n", QUICK).error())
                .contains("invalid version format: HT?P/1.1?");
    }

    @Test
    void slowAnswerMovesTheEndpointToTheSlowLaneAndAQuickOneBack() {
        run(turn(Lane.NORMAL, 1), _ -> Attempt.answered(200, LONG));
        assertThat(result.next).isEqualTo(Lane.SLOW);
        run(turn(Lane.SLOW, 1), _ -> Attempt.answered(200, QUICK));
        assertThat(result.next).isEqualTo(Lane.NORMAL);
    }

    @Test
    void goneIsRetriedUnlessTheQueueDisablesTheEndpoint() {
        run(turn(Lane.NORMAL, 1), _ -> Attempt.answered(410, QUICK));
        assertThat(result.outcomes)
                .singleElement()
                .matches(outcome -> !outcome.isGivenUp() && outcome.attempt().isGone());
    }

    @Test
    void tenthFailureIsFinal() {
        Delivery last = delivery(1, 9);
        run(
                new Turn(42, "https://example.com/", TestBox.seal(42), 1, 1, Lane.NORMAL, List.of(last)),
                _ -> Attempt.failed("time-out", QUICK));
        assertThat(result.outcomes).singleElement().matches(Outcome::isGivenUp);
    }

    @Test
    void endpointThatIsNotAllowedAnyMoreFailsWithoutARequest() {
        run(
                new Turn(42, "http://127.0.0.1/", TestBox.seal(42), 1, 1, Lane.NORMAL, List.of(delivery(1, 0))),
                _ -> Attempt.answered(200, QUICK));
        run(
                new Turn(43, "https://example.com/", TestBox.seal(42), 1, 1, Lane.NORMAL, List.of(delivery(1, 0))),
                _ -> Attempt.answered(200, QUICK));
        assertThat(sent).isEmpty();
        assertThat(result.outcomes)
                .hasSize(2)
                .noneMatch(outcome -> outcome.attempt().isDelivered());
    }

    @Test
    void stoppingProcessStartsNoWebhook() {
        new TakeTurn(sending(_ -> Attempt.answered(200, QUICK)), result, TestProperties.defaults(), () -> true)
                .run(turn(Lane.SLOW, 3));
        assertThat(sent).isEmpty();
        assertThat(result.outcomes).isEmpty();
        assertThat(result.next).isEqualTo(Lane.SLOW);
    }

    private void run(Turn turn, Function<String, Attempt> endpoint) {
        new TakeTurn(sending(endpoint), result, TestProperties.defaults(), () -> false).run(turn);
    }

    private SignAndSend sending(Function<String, Attempt> endpoint) {
        return new SignAndSend(
                new AddressRules(false),
                TestBox.BOX,
                (_, headers, _) -> {
                    sent.add(headers.id());
                    return endpoint.apply(headers.id());
                },
                InstantSource.system());
    }

    private static Turn turn(Lane lane, int deliveries) {
        return new Turn(
                42,
                "https://example.com/",
                TestBox.seal(42),
                1,
                1,
                lane,
                LongStream.rangeClosed(1, deliveries)
                        .mapToObj(id -> delivery(id, 0))
                        .toList());
    }

    private static Delivery delivery(long id, int failures) {
        return new Delivery(
                id, "order-" + id + "-1-1", id, "OrderCreatedEvent", Instant.EPOCH, "title", "body", failures);
    }

    /** Keeps what is recorded. */
    private static final class RecordedResult implements WebhookQueue {
        private final List<Outcome> outcomes = new ArrayList<>();
        private Lane next = Lane.NORMAL;

        @Override
        public List<Turn> lease(Lane lane, int endpoints, int deliveries, Duration lease) {
            return List.of();
        }

        @Override
        public void finish(Turn turn, Collection<Outcome> recorded, Lane lane) {
            outcomes.addAll(recorded);
            next = lane;
        }
    }
}
