package dev.orderplatform.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {

    @ParameterizedTest
    @ValueSource(strings = {"SKU-00001", "a", "0", "A_1", "v1.2", "a-", "a.", "a__b"})
    void acceptsLettersDigitsDotsUnderscoresAndHyphens(String code) {
        assertThat(new Sku(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "-a", "_a", "a b", "a/b", "a\n", "ä", "a%"})
    void refusesEverythingElse(String code) {
        assertThat(Sku.isValid(code)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku(code));
    }

    @Test
    void allowsAtMost64Characters() {
        assertThat(Sku.isValid("x".repeat(64))).isTrue();
        assertThat(Sku.isValid("x".repeat(65))).isFalse();
        assertThat(Sku.isValid(null)).isFalse();
    }
}
