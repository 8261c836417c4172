package dev.orderplatform.tools.scaffold.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    @Test
    void nameHasAFormForEachPlace() {
        var name = ServiceName.parse("gift-card");
        assertThat(name.kebab()).isEqualTo("gift-card");
        assertThat(name.snake()).isEqualTo("gift_card");
        assertThat(name.constant()).isEqualTo("GIFT_CARD");
        assertThat(name.type()).isEqualTo("GiftCard");
        assertThat(name.variable()).isEqualTo("giftCard");
        assertThat(name.packageName()).isEqualTo("giftcard");
        assertThat(name.module()).isEqualTo("gift-card-service");
        assertThat(name.topic()).isEqualTo("gift-card-events");
        assertThat(name.route()).isEqualTo("/api/v1/gift-card");
    }

    @Test
    void serviceAtTheEndBelongsToEveryModulesName() {
        assertThat(ServiceName.parse("points-service")).isEqualTo(ServiceName.parse("points"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "Points",
                "giftCard",
                "gift_card",
                "gift--card",
                "-card",
                "card-",
                "1st",
                "web2",
                "gift card",
                "gift.card",
                "../points",
                "größe",
                "-service",
                "a-name-of-twenty-five-letters"
            })
    void otherTextIsRefusedWithWhatToChoose(String text) {
        assertThatThrownBy(() -> ServiceName.parse(text))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("\"" + text + "\" can't name a service")
                .hasMessageContaining("Choose lower-case letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "orderctl", "all", "all-service"})
    void reservedNameIsRefused(String text) {
        assertThatThrownBy(() -> ServiceName.parse(text))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("has another meaning here. Choose another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "new", "int", "new-service", "true", "i-nt"})
    void keywordIsRefused(String text) {
        assertThatThrownBy(() -> ServiceName.parse(text))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("keyword of Java. Choose another name");
    }
}
