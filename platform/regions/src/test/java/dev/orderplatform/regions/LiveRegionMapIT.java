package dev.orderplatform.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.servers.TemporaryPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRegionMapIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final RegionMap GUESS = RegionMap.even(List.of("east", "west"));

    @Test
    void followsChangesAndKeepsTheLastMapWhileTheDatabaseIsDown() throws Exception {
        try (var postgres = TemporaryPostgres.startEmpty()) {
            execute(postgres, "CREATE TABLE t_slot (slot int PRIMARY KEY, region text, epoch bigint)");
            execute(
                    postgres,
                    "INSERT INTO t_slot SELECT s, CASE s % 2 WHEN 0 THEN 'east' ELSE 'west' END, 1"
                            + " FROM generate_series(0, 1023) s");
            var control = new ControlDatabase(properties(postgres));
            assertThat(control.read()).isEqualTo(GUESS);
            try (var map = new LiveRegionMap(control, GUESS);
                    var refresh = new PeriodicTask("map", Schedule.every(Duration.ofMillis(50)), map::refresh)) {
                refresh.start();
                move(postgres, 5, 2);
                await().atMost(LIMIT).until(() -> owner(map, 5).equals(new Ownership("south", 2)));
                postgres.kill();
                assertThat(owner(map, 5)).isEqualTo(new Ownership("south", 2));
                postgres.start();
                move(postgres, 6, 3);
                await().atMost(LIMIT).until(() -> owner(map, 6).equals(new Ownership("south", 3)));
                execute(postgres, "DELETE FROM t_slot WHERE slot = 9");
                try (var other = new ControlDatabase(properties(postgres))) {
                    assertThatThrownBy(other::read).hasMessageContaining("1023 slots");
                }
                assertThat(owner(map, 9)).isEqualTo(new Ownership("west", 1));
            }
        }
    }

    private static Ownership owner(LiveRegionMap map, int slot) {
        return map.current().ownerOf(new Slot(slot));
    }

    private static void move(TemporaryPostgres postgres, int slot, int epoch) throws SQLException {
        execute(postgres, "UPDATE t_slot SET region = 'south', epoch = " + epoch + " WHERE slot = " + slot);
    }

    private static ControlProperties properties(TemporaryPostgres postgres) {
        return new ControlProperties(
                postgres.url("postgres"),
                TemporaryPostgres.SUPERUSER,
                TemporaryPostgres.SUPERUSER,
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                LIMIT);
    }

    private static void execute(TemporaryPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.url("postgres"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
