package dev.orderplatform.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.RunningInventory;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.web.paging.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class InventoryApiIT {
    private static final String CUSTOMER = Tokens.user(42, "orders");
    private static RunningInventory service;

    @BeforeAll
    static void start() {
        service = RunningInventory.start("api", "spring.profiles.active=demo", "platform.inventory.seed.stock=50");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void productHasItsPrice() {
        get(CUSTOMER, "/api/v1/catalogue/SKU-00001")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"sku":"SKU-00001","name":"Classic Bamboo Backpack","priceMinor":1999,"currency":"CNY"}\
                    """);
    }

    @Test
    void stockShowsThisRegion() {
        service.execute("UPDATE t_stock SET available = 40, reserved = 7, sold = 3 WHERE sku = 'SKU-00002'");
        get(CUSTOMER, "/api/v1/stock/SKU-00002")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                    {"sku":"SKU-00002","regions":[
                      {"region":"east","available":40,"reserved":7,"sold":3,"inTransit":0}]}\
                    """);
    }

    @Test
    void pagesCoverTheWholeCatalogue() {
        List<String> skus = new ArrayList<>();
        Object cursor = "";
        while (cursor != null) {
            Map<?, ?> page = page("?limit=100" + (cursor.equals("") ? "" : "&cursor=" + cursor));
            ((List<?>) Objects.requireNonNull(page.get("items")))
                    .forEach(item -> skus.add(String.valueOf(((Map<?, ?>) item).get("sku"))));
            assertThat(page.containsKey("nextCursor")).isTrue();
            cursor = page.get("nextCursor");
        }
        assertThat(skus).hasSize(1000).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pagesCoverEveryValidSku() {
        List<String> skus = List.of("zzz", "zzz-", "zzz-1", "zzz.", "zzz.1", "zzz_", "zzz_1");
        skus.forEach(sku -> service.execute("INSERT INTO t_product VALUES ('" + sku + "', 'Thing', 100, 'CNY')"));
        try {
            List<String> found = new ArrayList<>();
            Object cursor = Cursor.encode("zzy");
            while (cursor != null) {
                Map<?, ?> page = page("?limit=1&cursor=" + cursor);
                ((List<?>) Objects.requireNonNull(page.get("items")))
                        .forEach(item -> found.add(String.valueOf(((Map<?, ?>) item).get("sku"))));
                cursor = page.get("nextCursor");
            }
            assertThat(found).isEqualTo(skus);
            get(CUSTOMER, "/api/v1/catalogue/zzz_1").expectStatus().isOk();
        } finally {
            service.execute("DELETE FROM t_product WHERE sku LIKE 'zzz%'");
        }
    }

    @Test
    void databaseHasTheSameSkuFormat() {
        assertThat(service.query("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid = 'sku'::regtype"))
                .singleElement()
                .asString()
                .contains("'^" + Sku.RULE + "$'");
        for (String sku : List.of("", "a b", "a/b", "..", "_a", "a\n", "x".repeat(65))) {
            assertThatThrownBy(() -> service.stock(sku, 1)).hasMessageContaining("domain sku");
        }
    }

    @Test
    void appRoleWritesRowsOnly() {
        assertThat(SharedServers.postgres().restrictedTables("api", "inventory_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void schemaNamesAreStable() {
        service.anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.components.schemas.keys()")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .containsExactlyInAnyOrder(
                                "FieldError",
                                "Problem",
                                "Product",
                                "ProductPage",
                                "Stock",
                                "StockLevel",
                                "StockTransfer",
                                "StockTransferRequest"));
    }

    @Test
    void limitIsDocumented() {
        service.anonymous()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .jsonPath("$.paths.['/api/v1/catalogue'].get.parameters[?(@.name == 'limit')].schema")
                .isEqualTo(Map.of("type", "integer", "minimum", 1, "maximum", 100, "default", 20));
    }

    @Test
    void pageHasADefaultLimit() {
        assertThat((List<?>) page("").get("items")).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/catalogue/SKU-99999",
                "/api/v1/stock/SKU-99999",
                "/api/v1/catalogue/_SKU",
                "/api/v1/stock/'OR'1",
                "/api/v1/stock/" + "A65CHARACTERSAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/api/v1/nothing"
            })
    void missingResourceIs404(String path) {
        expectProblem(get(CUSTOMER, path), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/catalogue?limit=0",
                "/api/v1/catalogue?limit=101",
                "/api/v1/catalogue?limit=ten",
                "/api/v1/catalogue?cursor=rubbish"
            })
    void invalidLimitOrCursorIs400(String path) {
        expectProblem(get(CUSTOMER, path), 400).jsonPath("$.errors[0].field").isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/catalogue", "/api/v1/catalogue/SKU-00001", "/api/v1/stock/SKU-00001"})
    void otherScopesAreRefused(String path) {
        expectProblem(service.anonymous().get().uri(path).exchange(), 401);
        expectProblem(get("forged", path), 401);
        expectProblem(get(Tokens.user(42, "nothing"), path), 403);
        get(Tokens.user(42, "operator"), path).expectStatus().isOk();
        get(serviceToken(), path).expectStatus().isOk();
    }

    @Test
    void seedFillsAnEmptyCatalogueOnly() {
        service.execute("UPDATE t_stock SET available = 49, sold = 1 WHERE sku = 'SKU-00003'");
        service.execute("DELETE FROM t_product WHERE sku = 'SKU-01000'");
        service.close();
        service = RunningInventory.start("api", "spring.profiles.active=demo", "platform.inventory.seed.stock=99");
        assertThat(service.stockOf("SKU-00003")).isEqualTo("49/0");
        assertThat(service.query("SELECT count(*) FROM t_product")).containsExactly("999");
        service.execute("INSERT INTO t_product VALUES ('SKU-01000', 'Vintage Wool Tray', 100, 'CNY')");
    }

    @Test
    void serviceIsReady() {
        service.anonymous()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        service.anonymous()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static WebTestClient.ResponseSpec get(String token, String path) {
        return service.as(token).get().uri(path).exchange();
    }

    private static Map<?, ?> page(String query) {
        return Objects.requireNonNull(get(CUSTOMER, "/api/v1/catalogue" + query)
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private static WebTestClient.BodyContentSpec expectProblem(WebTestClient.ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
    }

    private static String serviceToken() {
        return Tokens.hs256(
                Tokens.SERVICE_SECRET,
                claims -> claims.issuer("platform").subject("order-service").claim("scope", "service"));
    }
}
