package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two regions, and the outage of one. */
class RegionsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final List<String> SERVERS_OF_WEST = List.of("kafka-west", "postgres-west");
    private static final List<String> SERVICES_OF_WEST = List.of("order-service-west", "inventory-service-west");
    private static final List<Long> OF_EAST = Users.of("east", 5);
    private static final List<Long> OF_WEST = Users.of("west", 5);
    private final RunningPlatform platform = RunningPlatform.get();

    @BeforeEach
    void everythingIsUp() {
        await().atMost(TIMEOUT).until(platform::ready);
    }

    @AfterEach
    void auditIsClean() {
        startWest();
        await().atMost(TIMEOUT).until(platform::ready);
        RunningPlatform.Outcome audit = platform.audit();
        assertThat(audit.status()).as(audit.output()).isZero();
    }

    @Test
    void everyUserIsServedByTheHomeRegion() {
        assertThat(OF_EAST).allSatisfy(user -> assertThat(home(user)).isEqualTo("east"));
        assertThat(OF_WEST).allSatisfy(user -> assertThat(home(user)).isEqualTo("west"));
        assertThat(stockRegions()).containsExactly("east", "west");
    }

    @Test
    void regionWorksWithoutTheOtherWhichCatchesUpAfterItsOutage() {
        SERVICES_OF_WEST.forEach(platform::stop);
        SERVERS_OF_WEST.forEach(platform::stop);
        Map<String, Long> placed = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            long user = OF_EAST.get(n % OF_EAST.size());
            placed.put(platform.placeWithRetry(user, UUID.randomUUID().toString(), "SKU-00030"), user);
        }
        placed.forEach((id, user) -> await().atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .until(() -> platform.statusOf(user, id).equals("CONFIRMED")));
        long away = OF_WEST.getFirst();
        String key = UUID.randomUUID().toString();
        assertThat(platform.place(away, key, "SKU-00030", 1).status()).isEqualTo(503);
        assertThat(platform.get(OF_EAST.getFirst(), "/api/v1/stock/SKU-00030").status())
                .isEqualTo(503);

        startWest();
        await().atMost(TIMEOUT).until(() -> platform.ready() && platform.lag("east", "west") == 0);
        platform.placeWithRetry(away, key, "SKU-00030");
    }

    private void startWest() {
        platform.start(SERVERS_OF_WEST);
        platform.start(SERVICES_OF_WEST);
    }

    private String home(long user) {
        String id = platform.placeWithRetry(user, UUID.randomUUID().toString(), "SKU-00031");
        return platform.get(user, "/api/v1/orders/" + id).body().path("region").asText();
    }

    private List<String> stockRegions() {
        return platform.get(OF_EAST.getFirst(), "/api/v1/stock/SKU-00031")
                .body()
                .path("regions")
                .findValuesAsText("region");
    }
}
