package dev.orderplatform.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.regions.web.OwnershipFilter;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.web.problem.ProblemMapping;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.util.ClassUtils;

class OwnershipAutoConfigurationIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TemporaryPostgres POSTGRES = SharedServers.postgres();
    private static final Slot SLOT = new Slot(1);

    @Test
    void ownerReadsTheMapAfterItsSchemaIsMigrated() {
        service("migrated", LIMIT)
                .withBean(ControlSchema.class, () -> () -> createMap("migrated"))
                .run(started -> {
                    OwnedSlots slots = started.getBean(OwnedSlots.class);
                    assertThat(slots.require(SLOT)).isEqualTo(new Ownership("east", 3));
                    assertThat(started).hasSingleBean(OwnershipFilter.class).hasSingleBean(ProblemMapping.class);
                });
    }

    @Test
    void ownerWaitsForAMapThatAnotherServiceCreates() throws Exception {
        try (ControlDatabase control = new ControlDatabase(properties("awaited"))) {
            assertThatThrownBy(control::read).isInstanceOf(SQLException.class);
            Thread creator = Thread.ofVirtual().start(() -> createMap("awaited"));
            assertThat(control.awaitMap().ownerOf(SLOT)).isEqualTo(new Ownership("east", 3));
            creator.join();
        }
    }

    @Test
    void ownerDoesNotStartWithoutTheMap() {
        service("empty", Duration.ZERO)
                .run(started -> assertThat(started)
                        .hasFailed()
                        .getFailure()
                        .hasStackTraceContaining("can't read the region map from jdbc:postgresql:"));
    }

    @Test
    void whatBelongsToNoRegionChecksNothing() {
        runner().withPropertyValues("platform.control.url=jdbc:postgresql://127.0.0.1:1/nowhere")
                .run(started -> assertThat(started).doesNotHaveBean(OwnedSlots.class));
    }

    private static ReactiveWebApplicationContextRunner service(String database, Duration startTimeout) {
        ControlProperties control = properties(database);
        return runner().withPropertyValues(
                        "platform.region=east",
                        "platform.control.url=" + control.url(),
                        "platform.control.app-username=" + control.appUsername(),
                        "platform.control.app-password=" + control.appPassword(),
                        "platform.control.start-timeout=" + startTimeout);
    }

    private static ReactiveWebApplicationContextRunner runner() {
        Class<?>[] configurations = ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
                .filter(name -> name.startsWith("dev.orderplatform.regions."))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .toArray(Class[]::new);
        return new ReactiveWebApplicationContextRunner().withConfiguration(AutoConfigurations.of(configurations));
    }

    private static ControlProperties properties(String database) {
        POSTGRES.ensure("regions", List.of(database));
        return new ControlProperties(
                POSTGRES.url(database),
                TemporaryPostgres.SUPERUSER,
                TemporaryPostgres.SUPERUSER,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                LIMIT);
    }

    private static void createMap(String database) {
        try (var connection = DriverManager.getConnection(
                        POSTGRES.url(database), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t_slot AS"
                    + " SELECT slot, 'east' AS region, 3::bigint AS epoch FROM generate_series(0, 1023) AS slot");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
