package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import org.junit.jupiter.api.Test;

class SharedFilesTest {
    private static final ServiceName NAME = ServiceName.parse("gift-card");
    private static final String SERVICES = """
            static final List<Service> ALL = List.of(
                    Service.inEachRegion("order-service", 8101)
                            .routes("/api/v1/orders/**", ORDERS),
                    // The last one: it routes to all others.
                    Service.forAllRegions("gateway", 8080).uses(ROUTES));
        """;

    @Test
    void moduleIsAddedBeforeTheGateway() {
        assertThat(SharedFiles.withModule("""
            <modules>
              <module>order-service</module>
              <module>gateway</module>
            </modules>
            """, NAME)).isEqualTo("""
                <modules>
                  <module>order-service</module>
                  <module>gift-card-service</module>
                  <module>gateway</module>
                </modules>
                """);
    }

    @Test
    void streamIsAddedToAllStreams() {
        var stream = "public static final EventStream<GiftCardEvent> GIFT_CARD = x;";
        assertThat(SharedFiles.withStream("""
                public static final EventStream<StockEvent> STOCK = y;

                public static final List<EventStream<?>> ALL = List.of(ORDER, STOCK);
            """, NAME, stream))
                .contains(stream)
                .contains("STOCK = y;\n    " + stream + "\n\n    public static final List")
                .contains("List.of(ORDER, STOCK, GIFT_CARD);");
    }

    @Test
    void streamIsAddedToAListThatTheFormatterHasBroken() {
        assertThat(SharedFiles.withStream("""
                public static final List<EventStream<?>> ALL =
                        List.of(ORDER, STOCK);
            """, NAME, "x;")).contains("List.of(ORDER, STOCK, GIFT_CARD);");
    }

    @Test
    void regionalServiceIsDeclaredBeforeTheGateway() {
        var declared = SharedFiles.withDeclaration(SERVICES, new NewServicePlan(NAME, false, 8104));
        assertThat(declared)
                .containsSubsequence(
                        "order-service",
                        "Service.inEachRegion(\"gift-card-service\", 8104)",
                        ".database(\"gift_card\")",
                        ".routes(\"/api/v1/gift-card/**\", ORDERS)",
                        ".consumes(\"gift-card-service\", EventStreams.ORDER)",
                        ".megabytes(160, 384),",
                        "// The last one",
                        "gateway");
        assertThat(declared).doesNotContain("ALL_BROKERS");
    }

    @Test
    void serviceForAllRegionsConsumesFromAllBrokers() {
        assertThat(SharedFiles.withDeclaration(SERVICES, new NewServicePlan(NAME, true, 8105)))
                .containsSubsequence(
                        "Service.forAllRegions(\"gift-card-service\", 8105)",
                        ".database(\"gift_card\")",
                        ".uses(ALL_BROKERS)",
                        ".sharesJvm(\"global-services\")",
                        ".megabytes(",
                        "\"gateway\"");
    }

    @Test
    void fileWithAnotherLayoutIsRefusedByItsName() {
        assertThatThrownBy(() -> SharedFiles.withModule("<modules/>", NAME))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("pom.xml has no place to add a service to");
    }
}
