package dev.orderplatform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.mock.env.MockEnvironment;
import reactor.netty.http.client.HttpClient;

class ServiceAddressesTest {

    @Test
    void webClientCachesAddressesBriefly() {
        AtomicReference<HttpClient> client = new AtomicReference<>();
        new WebAutoConfiguration()
                .httpClients()
                .customize(ClientHttpConnectorBuilder.reactor())
                .withHttpClientCustomizer(built -> {
                    client.set(built);
                    return built;
                })
                .build();
        // If the client already has these settings, the same instance is returned.
        assertThat(client.get().resolver(ServiceAddresses::lookUp)).isSameAs(client.get());
    }

    @Test
    void jdkCachesAddressesBriefly() {
        new PlatformDefaults().postProcessEnvironment(new MockEnvironment(), new SpringApplication());
        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("2");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("1");
    }
}
