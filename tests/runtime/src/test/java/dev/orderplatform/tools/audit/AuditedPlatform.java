package dev.orderplatform.tools.audit;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of audits of one region, which is empty at the beginning of each test. */
abstract class AuditedPlatform {

    static FixtureServers servers;

    PlatformFixture fixture;
    Breaches breaches;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void empty() throws Exception {
        fixture = PlatformFixture.empty(servers);
        breaches = new Breaches(fixture);
    }

    @AfterEach
    void leave() {
        fixture.close();
    }
}
