package dev.orderplatform.runtime.service.hosted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.codec.CodecsAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.HttpHandlerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.ReactiveWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Answers whether a text is among the configuration that it can see. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    CodecsAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    ReactiveWebServerFactoryAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
public class SmallService {

    public static void main(String[] arguments) {
        SpringApplication.run(SmallService.class, arguments);
    }

    @Bean
    RouterFunction<ServerResponse> routes(ConfigurableEnvironment environment) {
        if (Files.exists(Path.of(environment.getRequiredProperty("fail.if.exists")))) {
            throw new IllegalStateException("asked to fail");
        }
        return RouterFunctions.route()
                .GET("/actuator/health/readiness", _ -> ServerResponse.ok().build())
                .GET(
                        "/sees",
                        request -> ServerResponse.ok()
                                .bodyValue(Boolean.toString(sees(
                                        environment, request.queryParam("text").orElseThrow()))))
                .build();
    }

    private static boolean sees(ConfigurableEnvironment environment, String text) {
        return System.getProperties().toString().contains(text)
                || System.getenv().toString().contains(text)
                || environment.getPropertySources().stream()
                        .flatMap(source -> source instanceof EnumerablePropertySource<?> listed
                                ? Arrays.stream(listed.getPropertyNames()).map(listed::getProperty)
                                : Stream.empty())
                        .map(Objects::toString)
                        .anyMatch(value -> value.contains(text));
    }
}
