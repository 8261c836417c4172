package dev.orderplatform.tools.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventRetention;
import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.topics.RecordHeaders;
import dev.orderplatform.runtime.topics.TopicReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterCommandIT {

    private static final String POISON = "order-4711-1-1";
    private static final String OTHER = "stock-4712-1-1";

    private static FixtureServers servers;
    private PlatformFixture fixture;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void twoDeadLetters() throws Exception {
        fixture = PlatformFixture.empty(servers);
        fixture.publish("order-events.dlt", 4711, headers(POISON));
        fixture.publish("inventory-events.dlt", 4712, headers(OTHER));
        fixture.commitOffsets();
    }

    @AfterEach
    void leave() {
        fixture.close();
    }

    private static Map<String, String> headers(String id) {
        return Map.of(
                "ce_id", id,
                "ce_type", "SomeEvent",
                "traceparent", "00-1-2-01",
                "kafka_dlt-exception-message", "no such thing",
                "kafka_dlt-original-consumer-group", "inventory-service");
    }

    @Test
    void listsUndecidedDeadLetters() {
        var list = dlt("list");
        assertThat(list.status()).isZero();
        assertThat(list.out()).contains(POISON, OTHER, "no such thing", "2 dead letter(s)");
        assertThat(dlt("list", "--topic", "inventory-events").out())
                .contains(OTHER)
                .doesNotContain(POISON);
    }

    @Test
    void showsHeadersAndValue() {
        var shown = dlt("show", "--id", POISON);
        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("key       4711", "traceparent", "inventory-service", "value     {}");
        assertThat(dlt("show", "--id", "order-1-1-1").status()).isEqualTo(1);
    }

    @Test
    void replaysTheOriginalToItsPartition() {
        assertThat(dlt("replay", "--id", POISON).status()).isZero();
        var letter = records("order-events.dlt").getFirst();
        assertThat(records("order-events")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(letter.partition());
            assertThat(new String(record.key(), UTF_8)).isEqualTo("4711");
            assertThat(RecordHeaders.text(record, "ce_id")).contains(POISON);
            assertThat(RecordHeaders.text(record, "traceparent")).contains("00-1-2-01");
            assertThat(record.headers()).noneMatch(header -> header.key().startsWith("kafka_dlt-"));
        });
        assertThat(dlt("list").out()).contains(OTHER).doesNotContain(POISON);
    }

    @Test
    void decidesOnlyOnce() {
        assertThat(dlt("replay", "--all").out()).contains("2 dead letter(s) replayed");
        assertThat(dlt("replay", "--all").status()).isEqualTo(1);
        assertThat(dlt("discard", "--id", OTHER).status()).isEqualTo(1);
        assertThat(records("inventory-events")).hasSize(1);
    }

    @Test
    void anOldEventIsNotReplayed() throws Exception {
        var old = Instant.now().minus(EventRetention.REPLAY);
        fixture.publish("order-events.dlt", 4714, Map.of("ce_id", "order-4714-1-1", "ce_time", old.toString()));
        fixture.publish(
                "order-events.dlt",
                4715,
                Map.of(
                        "ce_id",
                        "order-4715-1-1",
                        "ce_time",
                        old.plusSeconds(3600).toString()));
        fixture.commitOffsets();
        assertThat(dlt("replay", "--all", "--dry-run").out()).contains("3 dead letter(s) would be replayed");
        var replay = dlt("replay", "--all");
        assertThat(replay.out()).contains("order-4714-1-1 can't be replayed", "3 dead letter(s) replayed");
        assertThat(records("order-events"))
                .extracting(record -> RecordHeaders.text(record, "ce_id").orElseThrow())
                .containsExactlyInAnyOrder(POISON, "order-4715-1-1");
        assertThat(dlt("discard", "--id", "order-4714-1-1").status()).isZero();
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(dlt("replay", "--all", "--dry-run").out()).contains("2 dead letter(s) would be replayed");
        assertThat(dlt("discard", "--all", "--dry-run").out()).contains("2 dead letter(s) would be discarded");
        assertThat(records("order-events")).isEmpty();
        assertThat(dlt("list").out()).contains(POISON, OTHER);
    }

    @Test
    void discardsForGood() {
        assertThat(dlt("discard", "--id", OTHER).out()).contains("1 dead letter(s) discarded");
        assertThat(records("inventory-events")).isEmpty();
        assertThat(dlt("list").out()).contains(POISON).doesNotContain(OTHER);
    }

    @Test
    void aDeadLetterWithoutIdIsSelectedByItsPosition() throws Exception {
        fixture.publish("order-events.dlt", 4713, Map.of());
        fixture.commitOffsets();
        var nameless = records("order-events.dlt").stream()
                .filter(record -> RecordHeaders.text(record, "ce_id").isEmpty())
                .findFirst()
                .orElseThrow();
        var position = "east/order-events.dlt/" + nameless.partition() + "/" + nameless.offset();
        assertThat(dlt("list").out()).contains(position);
        assertThat(dlt("discard", "--id", position).status()).isZero();
        assertThat(dlt("list").out()).doesNotContain(position);
    }

    @Test
    void anUnknownTopicIsRejected() {
        assertThat(dlt("list", "--topic", "orders").status()).isNotZero();
    }

    private static Invocation dlt(String... arguments) {
        return Invocation.of(new DeadLetterCommand(new StubPlatform(servers.data(), "")), arguments);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var reader = new TopicReader(servers.kafka().bootstrapServers())) {
            reader.read(topic, records::add);
        }
        return records;
    }
}
