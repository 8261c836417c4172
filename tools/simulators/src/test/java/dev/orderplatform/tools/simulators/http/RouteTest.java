package dev.orderplatform.tools.simulators.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void pathWithoutVariableMatchesItselfOnly() {
        var route = route("/v1/intents");
        assertThat(route.match("/v1/intents")).hasValue("");
        assertThat(route.match("/v1/intents/")).isEmpty();
        assertThat(route.match("/v1")).isEmpty();
    }

    @Test
    void variableIsOneSegment() {
        var route = route("/v1/intents/{id}/void");
        assertThat(route.match("/v1/intents/1-1/void")).hasValue("1-1");
        assertThat(route.match("/v1/intents//void")).isEmpty();
        assertThat(route.match("/v1/intents/void")).isEmpty();
        assertThat(route.match("/v1/intents/1/1/void")).isEmpty();
        assertThat(route.match("/v1/intents/1-1")).isEmpty();
        assertThat(route("/v1/intents/{id}").match("/v1/intents/1-1")).hasValue("1-1");
    }

    private static Route route(String path) {
        return Route.of("GET", path, _ -> Response.ok(""));
    }
}
