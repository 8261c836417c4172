package dev.orderplatform.order.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.SteppedRequest;
import dev.orderplatform.servers.TemporaryPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** A database dies during a commit: the outcome is unknown at first, and a retry with the key reveals it. */
class LostCommitIT {
    private static final long USER = 42;
    private static final ShardMap.Table TABLE = Shards.tableOfUser(USER);
    private static TemporaryPostgres postgres;
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        postgres = TemporaryPostgres.startEmpty();
        service = RunningOrderService.start("committing", postgres, SharedServers.kafka());
        // Lets a barrier on the table gate block a commit: the deferred trigger inserts there at the commit.
        service.execute(TABLE.database(), """
            CREATE TABLE gate (passed boolean);
            CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
              'BEGIN INSERT INTO gate VALUES (true); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t_order_%d
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pass_gate()
            """.formatted(TABLE.index()));
    }

    @AfterAll
    static void stop() {
        service.close();
        postgres.close();
    }

    @Test
    void isAnsweredAsOneThatMayPass() {
        var walk = new SteppedRequest<>(LostCommitIT::place);
        try (walk) {
            walk.stopAt(postgres.barrier("committing_" + TABLE.database(), "gate", "COMMIT"));
            postgres.kill();
        }
        var lost = walk.answer().join();
        assertThat(lost.getStatus().value()).as(lost.toString()).isEqualTo(503);
        assertThat(lost.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        postgres.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(place().getStatus().value()).isIn(200, 201));
        assertThat(service.count(TABLE.database(), "SELECT count(*) FROM t_order_" + TABLE.index()))
                .isEqualTo(1);
    }

    private static EntityExchangeResult<String> place() {
        return service.tryToPlace(USER, "key").expectBody(String.class).returnResult();
    }
}
