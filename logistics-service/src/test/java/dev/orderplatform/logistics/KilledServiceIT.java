package dev.orderplatform.logistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service is killed (SIGKILL) while it waits at each of its statements. */
class KilledServiceIT {
    private static final String DATABASE = "killed";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    private static RunningCarrier carrier;

    @SuppressWarnings("NullAway.Init")
    private static TemporaryService service;

    @BeforeAll
    static void start() throws IOException {
        int port = TemporaryService.reservePort();
        carrier = new RunningCarrier(port, Duration.ofMillis(300));
        Map<String, String> properties = RunningService.properties(DATABASE, carrier.url());
        properties.put("platform.tasks.timeout", "6s");
        properties.put("platform.tasks.lease", "7s");
        properties.put("platform.outbox.relay-grace", "2s");
        service = TemporaryService.start("logistics-service", port, LogisticsService.class.getName(), properties);
    }

    @AfterAll
    static void stop() {
        service.close();
        carrier.close();
    }

    /** The kill rolls the transaction of that statement back. */
    @Tag("drill")
    @ParameterizedTest
    @CsvSource({
        "t_shipment, INSERT%", // nothing of the order is stored
        "t_parcel, INSERT%", // the same transaction, later
        "t_outbox, INSERT%", // the same, later still
        "t_task, INSERT%", // at its end
        "t_callback, INSERT%", // the carrier has shipped, and its callback is not stored
    })
    void whatWasNotCommittedIsDoneAgain(String table, String statement) {
        TestOrder order = TestOrder.of(25);
        try (Barrier barrier = SharedServers.postgres().barrier(DATABASE, table, statement)) {
            RunningService.send(order.paid());
            await().atMost(TIMEOUT).until(barrier::isReached);
            service.kill();
        }
        service.start();
        assertDeliveredOnce(order);
    }

    @Test
    void storedParcelsAreBookedByTheNextProcess() throws IOException {
        TestOrder order = storedWhileTheCarrierIsDown();
        service.kill();
        carrier.start();
        service.start();
        assertDeliveredOnce(order);
    }

    @Test
    void bookingWhoseAnswerWasNotStoredIsRepeatedUnderItsKey() throws IOException {
        TestOrder order = storedWhileTheCarrierIsDown();
        try (Barrier barrier = SharedServers.postgres().barrier(DATABASE, "t_parcel", "UPDATE%")) {
            carrier.start();
            await().atMost(TIMEOUT).until(barrier::isReached);
            service.kill();
        }
        service.start();
        assertDeliveredOnce(order);
    }

    private static TestOrder storedWhileTheCarrierIsDown() {
        carrier.stop();
        TestOrder order = TestOrder.of(25);
        RunningService.send(order.paid());
        await().atMost(TIMEOUT).until(() -> statuses(order).size() == 3);
        return order;
    }

    private static void assertDeliveredOnce(TestOrder order) {
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(statuses(order)).isEqualTo(Collections.nCopies(3, "DELIVERED SIMULATED")));
        IntStream.rangeClosed(1, 3).forEach(number -> assertEachChangeIsPublished(order, number));
    }

    private static void assertEachChangeIsPublished(TestOrder order, int number) {
        assertThat(carrier.ledger(order.parcel(number)))
                .containsExactly("parcel.booked", "parcel.shipped", "parcel.delivered");
        await().atMost(TIMEOUT).untilAsserted(() -> {
            List<ShipmentEvent> events = RunningService.published(order).stream()
                    .filter(event -> event.number() == number)
                    .toList();
            assertThat(events).isNotEmpty();
            int last = events.stream().mapToInt(ShipmentEvent::version).max().orElse(0);
            assertThat(events.stream().map(ShipmentEvent::version).distinct())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, last).boxed().toList());
            assertThat(events.getLast().type()).isEqualTo("ParcelDeliveredEvent");
        });
    }

    private static List<String> statuses(TestOrder order) {
        String url = SharedServers.postgres().url(DATABASE);
        return JdbcClient.create(new DriverManagerDataSource(url, "logistics_owner", "owner"))
                .sql("SELECT concat_ws(' ', status, carrier) FROM t_parcel WHERE order_id = ?")
                .param(order.id())
                .query(String.class)
                .list();
    }
}
