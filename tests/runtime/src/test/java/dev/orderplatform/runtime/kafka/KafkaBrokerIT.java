package dev.orderplatform.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.world.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KafkaBrokerIT {

    private static TemporaryKafka kafka;

    @BeforeAll
    static void start() {
        kafka = TemporaryKafka.start(List.of(new Topic("orders", 8), new Topic("paused", 1)));
    }

    @AfterAll
    static void discard() {
        kafka.close();
    }

    @Test
    void acknowledgedRecordsSurviveAKill() throws Exception {
        try (var producer = producer()) {
            for (var n = 0; n < 100; n++) {
                producer.send(new ProducerRecord<>("orders", Integer.toString(n), "value"))
                        .get();
            }
        }
        kafka.kill();
        kafka.start();
        assertThat(count("orders")).isEqualTo(100);
    }

    @Test
    void aPausedBrokerIsNotReady() {
        kafka.pause();
        try {
            assertThat(BrokerGreeting.answered("127.0.0.1", port())).isFalse();
        } finally {
            kafka.resume();
        }
        assertThat(BrokerGreeting.answered("127.0.0.1", port())).isTrue();
    }

    @Test
    void topicsAreNeverMadeByUse() {
        try (var producer = producer()) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unknown", "value"))
                            .get())
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    /** The first broker of these libraries is formatted by Kafka's tool, the next ones by a copy of what that wrote. */
    @Test
    @DisabledIfSystemProperty(
            named = ServerSupplier.PROPERTY,
            matches = "containers") // an image has a format of its own
    void aBrokerWithACopiedFormatIsAClusterOfItsOwnWithTheSameFeatures() throws Exception {
        var other = Servers.start().kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var otherAdmin = Admin.create(Map.of("bootstrap.servers", other.bootstrapServers()))) {
            assertThat(otherAdmin.describeCluster().clusterId().get())
                    .isNotEqualTo(admin.describeCluster().clusterId().get());
            var features = otherAdmin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(features)
                    .isEqualTo(admin.describeFeatures().featureMetadata().get().finalizedFeatures())
                    .containsKeys("metadata.version", "group.version");
        }
    }

    /** With whatever umask these tests run. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @DisabledIfSystemProperty(
            named = ServerSupplier.PROPERTY,
            matches = "containers") // its files are not on this machine
    void itsFilesAreItsOwnersAlone() throws IOException {
        var home = Path.of("/proc/" + kafka.pid() + "/cwd").toRealPath();
        for (var folder : List.of("data", "data/orders-0")) {
            assertThat(mode(home.resolve(folder))).isEqualTo("rwx------");
        }
        for (var file : List.of("server.log", "data/meta.properties", "data/orders-0/00000000000000000000.log")) {
            assertThat(mode(home.resolve(file))).isEqualTo("rw-------");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static int port() {
        return Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.block.ms", 3000),
                new StringSerializer(),
                new StringSerializer());
    }

    private static int count(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "count",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var count = 0;
            for (var polls = 0; polls < 50 && count < 100; polls++) {
                count += consumer.poll(Duration.ofMillis(500)).count();
            }
            return count;
        }
    }
}
