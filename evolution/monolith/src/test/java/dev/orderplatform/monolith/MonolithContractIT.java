package dev.orderplatform.monolith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.evolution.runner.ApiContract;
import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The first stage keeps the same API contract as all others. */
class MonolithContractIT {
    private static final int STOCK = 40;

    private static ConfigurableApplicationContext application;
    private static Gateway gateway;

    @BeforeAll
    static void start(@TempDir Path folder) {
        var postgres = SharedServers.postgres();
        postgres.ensure("monolith", List.of("monolith"));
        var keys = new Secrets(folder);
        application = new SpringApplicationBuilder(Monolith.class)
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=0",
                        "--platform.monolith.stock=" + STOCK,
                        "--platform.database.url=" + postgres.url("monolith") + "?reWriteBatchedInserts=true",
                        "--platform.database.owner-password=owner",
                        "--platform.database.app-password=app",
                        "--platform.security.user-key=" + keys.read("user-key"),
                        "--platform.demo.signing-key=" + keys.read("signing-key"));
        gateway = new Gateway(
                "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port"), 64);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        application.close();
    }

    @Test
    void theMonolithKeepsTheContractOfTheInterface() throws IOException {
        assertThat(new ApiContract(gateway).check()).isEmpty();
    }

    @Test
    void theAppRoleWritesRowsOfTheServiceOnly() {
        assertThat(SharedServers.postgres().restrictedTables("monolith", "monolith_app"))
                .containsExactly("flyway_schema_history []");
    }

    @Test
    void customersAtOnceNeverGetMoreThanThereIs() throws Exception {
        var statuses = atOnce(
                STOCK + 20,
                n -> gateway.placeOrder(
                        gateway.token(n + 1L, "orders"),
                        "run-" + n,
                        "{\"lines\":[{\"sku\":\"SKU-00500\",\"quantity\":1}]}"));
        assertThat(statuses).allMatch(answer -> answer.status() < 300);
        assertThat(statuses.stream()
                        .filter(answer -> answer.json().path("status").asText().equals("CONFIRMED")))
                .hasSize(STOCK);
    }

    @Test
    void oneKeyAtOnceIsOneOrder() throws Exception {
        var token = gateway.token(77, "orders");
        var answers = atOnce(
                16, _ -> gateway.placeOrder(token, "twins", "{\"lines\":[{\"sku\":\"SKU-00501\",\"quantity\":1}]}"));
        assertThat(answers.stream().map(answer -> answer.json().path("orderId").asText()))
                .containsOnly(answers.getFirst().json().path("orderId").asText());
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSizeLessThan(2);
    }

    private static List<Answer> atOnce(int times, Request request) throws Exception {
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, times)
                    .<Callable<Answer>>mapToObj(n -> () -> persistently(request, n))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : customers.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** Retries a 503 with the same key, as clients do on a busy machine. */
    private static Answer persistently(Request request, int n) throws IOException {
        var answer = request.send(n);
        for (var attempt = 1; attempt < 20 && answer.status() == 503; attempt++) {
            answer = request.send(n);
        }
        return answer;
    }

    private interface Request {
        Answer send(int n) throws IOException;
    }
}
