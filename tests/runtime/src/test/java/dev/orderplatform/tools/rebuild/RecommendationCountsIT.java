package dev.orderplatform.tools.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.tools.internal.InternalApi;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RecommendationCounts} compares before and after a rebuild. */
class RecommendationCountsIT {

    private static FixtureServers servers;

    private PlatformFixture fixture;
    private RecommendationCounts counts;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void count() throws Exception {
        fixture = PlatformFixture.empty(servers);
        counts = new RecommendationCounts(
                servers.data(), new InternalApi("recommendation-service", "http://127.0.0.1:1", "a2V5"));
        sql("INSERT INTO t_generation (generation, status, max_sample, baskets) VALUES (1, 'SERVING', 10, 2),"
                + " (2, 'RETIRED', 10, 9)");
        for (var generation : new int[] {1, 2}) {
            sql("INSERT INTO t_sku_count VALUES (%1$d, 1, 2, 5), (%1$d, 2, 1, 5)".formatted(generation));
            sql("INSERT INTO t_sku_basket VALUES (%1$d, 1, 3, 7), (%1$d, 1, 4, 8), (%1$d, 2, 3, 7)"
                    .formatted(generation));
            sql("INSERT INTO t_pair VALUES (%d, 1, 2, 1)".formatted(generation));
        }
    }

    @AfterEach
    void leave() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t_generation SET baskets = 3 WHERE generation = 1",
                "UPDATE t_sku_count SET baskets = 2 WHERE generation = 1 AND sku_no = 2",
                "UPDATE t_sku_count SET sample_limit = 6 WHERE generation = 1 AND sku_no = 2",
                "DELETE FROM t_sku_basket WHERE generation = 1 AND sku_no = 2",
                "UPDATE t_pair SET baskets = 2 WHERE generation = 1"
            })
    void aChangedCountIsNoticed(String change) throws SQLException {
        var before = counts.digest();
        sql(change);
        assertThat(counts.digest()).isNotEqualTo(before);
    }

    @Test
    void otherGenerationsDoNotMatter() throws SQLException {
        var before = counts.digest();
        sql("DELETE FROM t_pair WHERE generation = 2");
        assertThat(counts.digest()).isEqualTo(before);
    }

    private void sql(String statement) throws SQLException {
        fixture.sql("recommendation", statement);
    }
}
