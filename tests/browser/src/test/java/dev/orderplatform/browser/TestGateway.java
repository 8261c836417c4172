package dev.orderplatform.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway without a platform: a stub answers with the OpenAPI document of order-service, all others are down. */
final class TestGateway implements AutoCloseable {
    private static final byte[] DOCUMENT = """
        {"openapi":"3.1.0","paths":{"/api/v1/orders":{"get":{
          "operationId":"listOrders","summary":"A page of the caller's own orders, newest first",
          "responses":{"200":{"description":"OK"}}}}}}
        """.getBytes(UTF_8);

    private final HttpServer orderService;
    private final ConfigurableApplicationContext gateway;

    private TestGateway(HttpServer orderService) throws GeneralSecurityException, ClassNotFoundException {
        this.orderService = orderService;
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        gateway = SpringApplication.run(
                Class.forName("dev.orderplatform.gateway.GatewayApplication"),
                "--server.port=0",
                "--spring.profiles.active=demo",
                "--platform.control.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                "--platform.security.user-key="
                        + pem("PUBLIC KEY", keys.getPublic().getEncoded()),
                "--platform.security.service-key=" + Base64.getEncoder().encodeToString(new byte[32]),
                "--platform.demo.signing-key="
                        + pem("PRIVATE KEY", keys.getPrivate().getEncoded()),
                "--UPSTREAM_ORDER_SERVICE_EAST=http://127.0.0.1:"
                        + orderService.getAddress().getPort());
    }

    static TestGateway start() throws IOException, GeneralSecurityException, ClassNotFoundException {
        HttpServer orderService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        orderService.createContext("/v3/api-docs", TestGateway::answer);
        orderService.start();
        return new TestGateway(orderService);
    }

    int port() {
        return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        gateway.close();
        orderService.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, DOCUMENT.length);
            exchange.getResponseBody().write(DOCUMENT);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(encoded), kind);
    }
}
