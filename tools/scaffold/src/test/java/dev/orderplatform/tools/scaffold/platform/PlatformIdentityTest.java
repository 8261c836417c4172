package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformIdentityTest {

    @Test
    void everythingElseFollowsFromPackageAndName() {
        var shop = PlatformIdentity.chosen("com.acme.web_shop2", "Acme Shop 24");
        assertThat(shop.artifact()).isEqualTo("acme-shop-24");
        assertThat(shop.folder()).isEqualTo("com/acme/web_shop2");
        assertThat(shop.domain()).isEqualTo("web_shop2.acme.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "com.",
                ".com",
                "com..shop",
                "com.Acme",
                "com.acme-shop",
                "com.new.shop",
                "com.1shop",
                "com.acme.",
                "com.acme shop",
                "com/acme",
                "com.müller",
                "com.acme.true"
            })
    void aPackageThatJavaRefusesIsRefusedWithAnExample(String name) {
        assertThatThrownBy(() -> PlatformIdentity.chosen(name, "Acme Shop"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("such as com.acme.shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.shop", "javax.acme.shop", "jdk.shop", "org.springframework.shop"})
    void packagesOfTheJdkAndOfLibrariesAreRefused(String name) {
        assertThatThrownBy(() -> PlatformIdentity.chosen(name, "Acme Shop")).hasMessageContaining("belong to the JDK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Acme  Shop",
                " Acme",
                "Acme ",
                "24 Shop",
                "Acme & Co",
                "<Acme>",
                "Acme: Shop",
                "Acme\"",
                "$(acme)",
                "Acme\nShop",
                "Acme/Shop",
                "Müller",
                "-Acme"
            })
    void aNameThatBreaksAFileFormatIsRefusedWithAnExample(String name) {
        assertThatThrownBy(() -> PlatformIdentity.chosen("com.acme.shop", name))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("such as \"Acme Shop\"");
    }
}
