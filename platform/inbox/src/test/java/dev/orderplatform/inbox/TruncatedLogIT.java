package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryKafka;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * A crash of the broker's machine truncates the unflushed end of a log, while committed offsets stay ahead. Then the
 * lost events and new ones are published, so that offsets are reused.
 */
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
        named = ServerSupplier.PROPERTY,
        matches = "containers") // the log files are inside the container
class TruncatedLogIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String TOPIC = EventStreams.STOCK.topic();

    private static final Set<Long> KEPT = orders(1, 10);
    /** Applied and committed before the crash. */
    private static final Set<Long> LOST = orders(11, 30);
    /** Lost too, while the running consumers were processing them. */
    private static final Set<Long> LOST_IN_PROCESS = orders(31, 35);

    private static final Set<Long> NEW = orders(36, 50);
    private static final Set<Long> NEWER = orders(51, 53);

    private static final CountDownLatch IN_PROCESS = new CountDownLatch(2);
    private static final CountDownLatch REPUBLISHED = new CountDownLatch(1);

    private static final Group STOPPED = new Group("stopped", _ -> {});
    private static final Group RUNNING = new Group("running", TruncatedLogIT::holdUntilRepublished);
    private static final Group RETRYING = new Group("retrying", TruncatedLogIT::holdUntilRepublishedAndFail);

    private static TemporaryKafka kafka;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void crash() throws Exception {
        kafka = TemporaryKafka.start(List.of(new Topic(TOPIC, 1)));
        service = new SpringApplicationBuilder(RunningInbox.Service.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--spring.flyway.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");
        STOPPED.start();
        RUNNING.start();
        RETRYING.start();

        publish(KEPT);
        Path log = log();
        long flushed = Files.size(log);
        publish(LOST);
        STOPPED.awaitAndClear(LOST);
        STOPPED.stop();
        RUNNING.awaitAndClear(LOST);
        RETRYING.awaitAndClear(LOST);
        publish(LOST_IN_PROCESS);
        await(IN_PROCESS);

        kafka.kill();
        truncate(log, flushed);
        kafka.start();
        assertThat(kafka.records(TOPIC)).hasSameSizeAs(KEPT);

        publish(LOST);
        publish(LOST_IN_PROCESS);
        publish(NEW);
        // Only now may the running consumers poll again: while the log is shorter than their position, they would be
        // reset to its beginning anyway.
        REPUBLISHED.countDown();
    }

    @AfterAll
    static void stop() {
        REPUBLISHED.countDown();
        STOPPED.stop();
        RUNNING.stop();
        RETRYING.stop();
        service.close();
        kafka.close();
    }

    @Test
    void restartedConsumerReadsTheRepublishedEvents() {
        STOPPED.start();
        STOPPED.await(NEW);
        assertThat(STOPPED.received).containsAll(LOST);
    }

    @Test
    void runningConsumerReadsTheRepublishedEvents() {
        RUNNING.await(NEW);
        assertThat(RUNNING.received).containsAll(LOST);
    }

    @Test
    void retryingConsumerReadsTheRepublishedEvents() {
        RETRYING.await(NEW);
        assertThat(RETRYING.received).containsAll(LOST);
    }

    @Test
    void fencedConsumerRereadsItsBatchAndNewerEvents() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        List<Set<Long>> deliveries = new CopyOnWriteArrayList<>();
        Group group = new Group("removed", orders -> {
            deliveries.add(orders);
            inHand.countDown();
            await(removed);
        });
        group.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await(inHand);
            admin.removeMembersFromConsumerGroup("removed", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            publish(NEWER);
        } finally {
            removed.countDown();
        }
        Awaitility.await().atMost(LIMIT).until(() -> deliveries.size() > 1);
        group.stop();
        assertThat(deliveries.get(0)).containsAll(KEPT).doesNotContainAnyElementsOf(NEWER);
        assertThat(deliveries.get(1)).containsAll(KEPT).containsAll(NEWER);
    }

    private static void holdUntilRepublished(Set<Long> orders) {
        if (isFirstInProcess(orders)) {
            hold();
        }
    }

    private static void holdUntilRepublishedAndFail(Set<Long> orders) {
        if (isFirstInProcess(orders)) {
            hold();
            throw new IllegalStateException(new SQLTransientException("the database is down"));
        }
    }

    private static boolean isFirstInProcess(Set<Long> orders) {
        return REPUBLISHED.getCount() > 0 && LOST_IN_PROCESS.containsAll(orders);
    }

    private static void hold() {
        IN_PROCESS.countDown();
        await(REPUBLISHED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path log() throws IOException {
        return Path.of("/proc/" + kafka.pid() + "/cwd")
                .toRealPath()
                .resolve("data/" + TOPIC + "-0/00000000000000000000.log");
    }

    private static void truncate(Path log, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    private static void publish(Set<Long> orders) {
        KafkaEventSender events = service.getBean(KafkaEventSender.class);
        CompletableFuture.allOf(orders.stream()
                        .map(order -> new StockReservedEvent(order, 1, 1, Instant.EPOCH))
                        .map(event -> events.send(EventStreams.STOCK, EventMessage.of(event, Optional.empty())))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static Set<Long> orders(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** A consumer group and the orders whose events it received. */
    private static final class Group {
        final Set<Long> received = ConcurrentHashMap.newKeySet();
        private final String name;
        private final Consumer<Set<Long>> beforehand;
        private Optional<ConcurrentMessageListenerContainer<String, byte[]>> consumer = Optional.empty();

        Group(String name, Consumer<Set<Long>> beforehand) {
            this.name = name;
            this.beforehand = beforehand;
        }

        void start() {
            var started = service.getBean(EventConsumers.class)
                    .consumer(name, EventStreams.STOCK, this::handle, UnknownTypes.skipped());
            started.start();
            consumer = Optional.of(started);
        }

        void stop() {
            consumer.ifPresent(ConcurrentMessageListenerContainer::stop);
        }

        void await(Set<Long> orders) {
            Awaitility.await().atMost(LIMIT).until(() -> received.containsAll(orders));
        }

        void awaitAndClear(Set<Long> orders) {
            await(orders);
            received.clear();
        }

        private void handle(List<ReceivedEvent<StockEvent>> events) {
            Set<Long> orders =
                    events.stream().map(event -> event.event().orderId()).collect(Collectors.toSet());
            beforehand.accept(orders);
            received.addAll(orders);
        }
    }
}
