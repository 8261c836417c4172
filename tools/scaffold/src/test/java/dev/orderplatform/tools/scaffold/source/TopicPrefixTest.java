package dev.orderplatform.tools.scaffold.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicPrefixTest {
    private static final TopicPrefix PREFIX = new TopicPrefix("acme.");

    @Test
    void prefixIsAddedAndRemoved() {
        assertThat(PREFIX.addTo("order-events")).isEqualTo("acme.order-events");
        assertThat(PREFIX.removeFrom("acme.order-events")).isEqualTo("order-events");
        assertThat(new TopicPrefix("").removeFrom("order-events")).isEqualTo("order-events");
    }

    @Test
    void topicThatATeamNamedWithoutThePrefixStays() {
        assertThat(PREFIX.removeFrom("legacy-events")).isEqualTo("legacy-events");
    }
}
