package dev.orderplatform.webhooks.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookBodyTest {

    @Test
    void fieldsAreReadAndUnknownOnesIgnored() {
        WebhookBody body = parse("{'id':'1-1','amount':5,'at':'2026-01-31T13:00:00+01:00','more':{'x':[1]}}");
        assertThat(body.text("id")).isEqualTo("1-1");
        assertThat(body.positive("amount")).isEqualTo(5);
        assertThat(body.time("at")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        body.check();
    }

    @Test
    void everyWrongFieldIsNamedOnce() {
        WebhookBody body = parse("{'id':7,'amount':0,'at':'yesterday'}");
        body.text("id");
        body.text("tracking");
        body.positive("amount");
        body.time("at");
        assertThat(catchThrowableOfType(ProblemException.class, body::check).errors())
                .extracting(FieldError::field)
                .containsExactly("id", "tracking", "amount", "at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "null", "'a\\u0000'", "['a']", "{}", "true"})
    void thisIsNoText(String value) {
        WebhookBody body = parse("{'id':" + value + "}");
        body.text("id");
        assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "'1'", "9223372036854775808", "1e3", "null"})
    void thisIsNoPositiveInteger(String value) {
        WebhookBody body = parse("{'amount':" + value + "}");
        body.positive("amount");
        assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
    }

    @Test
    void optionalIntegerMayBeAbsent() {
        WebhookBody body = parse("{'second':null,'third':3,'fourth':0,'fifth':2147483648}");
        assertThat(body.positiveInt("first", 1)).isEqualTo(1);
        assertThat(body.positiveInt("second", 1)).isEqualTo(1);
        assertThat(body.positiveInt("third", 1)).isEqualTo(3);
        body.positiveInt("fourth", 1);
        body.positiveInt("fifth", 1);
        assertThat(catchThrowableOfType(ProblemException.class, body::check).errors())
                .extracting(FieldError::field)
                .containsExactly("fourth", "fifth");
    }

    @Test
    void textMayHaveAFurtherRule() {
        WebhookBody body = parse("{'currency':'CNY','other':'cny'}");
        assertThat(body.text("currency", text -> text.matches("[A-Z]{3}"), "must be a code"))
                .isEqualTo("CNY");
        body.text("other", text -> text.matches("[A-Z]{3}"), "must be a code");
        body.text("missing", text -> text.matches("[A-Z]{3}"), "must be a code");
        assertThat(catchThrowableOfType(ProblemException.class, body::check).errors())
                .containsExactly(new FieldError("other", "must be a code"), new FieldError("missing", "is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2026-01-31T12:00:00'",
                "'2026-01-31'",
                "1769860800",
                "'2026-13-31T12:00:00Z'",
                "'2026-02-30T12:00:00Z'",
                "'2026-01-31T12:00Z'"
            })
    void thisIsNoTimeWithAnOffset(String value) {
        WebhookBody body = parse("{'at':" + value + "}");
        body.time("at");
        assertThatThrownBy(body::check).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "'x'", "{", "{'a':1}{}", "{'a':1,'a':2}", "{'a':\u0001}"})
    void thisIsNoObject(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(ProblemException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> WebhookBody.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(ProblemException.class);
    }

    private static WebhookBody parse(String json) {
        return WebhookBody.parse(json.replace('\'', '"').getBytes(UTF_8));
    }
}
