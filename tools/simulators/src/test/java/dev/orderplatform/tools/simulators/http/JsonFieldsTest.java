package dev.orderplatform.tools.simulators.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    @Test
    void fieldsOfAValidBodyAreRead() {
        var json = json("{'paymentId':'1-1','amountMinor':3998,'currency':'CNY'}");
        assertThat(json.id("paymentId")).isEqualTo("1-1");
        assertThat(json.integer("amountMinor", 1, 10_000)).isEqualTo(3998);
        assertThat(json.currency("currency")).isEqualTo("CNY");
        json.check();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {'amountMinor':1,'currency':'CNY'}                                 | paymentId
        {'paymentId':'1.1','amountMinor':1,'currency':'CNY'}               | paymentId
        {'paymentId':11,'amountMinor':1,'currency':'CNY'}                  | paymentId
        {'paymentId':'1-1','amountMinor':0,'currency':'CNY'}               | amountMinor
        {'paymentId':'1-1','amountMinor':1.5,'currency':'CNY'}             | amountMinor
        {'paymentId':'1-1','amountMinor':'1','currency':'CNY'}             | amountMinor
        {'paymentId':'1-1','amountMinor':99999999999999999999,'currency':'CNY'} | amountMinor
        {'paymentId':'1-1','amountMinor':1,'currency':'cny'}               | currency
        {'paymentId':'1-1','amountMinor':1,'currency':null}                | currency
        {'paymentId':'1-1','amountMinor':1,'currency':'CNY','more':1}      | more
        """)
    void wrongFieldIsNamed(String body, String field) {
        assertThat(errors(body)).extracting(Problem.FieldError::field).containsExactly(field);
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        assertThat(errors("{}"))
                .extracting(Problem.FieldError::field)
                .containsExactly("paymentId", "amountMinor", "currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a':1,'a':2}", "{} {}", "nul", "null", "1", "[]"})
    void whatIsNotAnObjectIsRefused(String body) {
        assertThat(problem(() -> json(body)).status()).isEqualTo(400);
    }

    @Test
    void otherContentTypesAreRefused() {
        assertThat(problem(() -> JsonFields.of(Optional.of("text/plain"), "{}".getBytes(UTF_8)))
                        .status())
                .isEqualTo(415);
        assertThat(problem(() -> JsonFields.of(Optional.empty(), "{}".getBytes(UTF_8)))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void errorsInsideAnArrayHaveTheirPath() {
        var json = json("{'lines':[{'sku':'SKU-00001','quantity':1},{'sku':'SKU-00002','quantity':0}]}");
        json.objects("lines", 100).forEach(line -> {
            line.id("sku");
            line.integer("quantity", 1, 10);
            line.check();
        });
        assertThat(problem(json::check).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("lines[1].quantity");
    }

    @Test
    void sharesAreFromZeroToOneAndHaveKnownNames() {
        var json = json("{'shares':{'lose':0.5,'repeat':1.5,'explode':1}}");
        assertThat(json.shares("shares", Set.of("lose", "repeat"))).containsOnlyKeys("lose");
        assertThat(problem(json::check).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("shares.repeat", "shares.explode");
    }

    private static List<Problem.FieldError> errors(String body) {
        var json = json(body);
        json.id("paymentId");
        json.integer("amountMinor", 1, 1000);
        json.currency("currency");
        return problem(json::check).errors();
    }

    private static Problem problem(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call);
    }

    private static JsonFields json(String body) {
        return JsonFields.of(
                Optional.of("application/json; charset=utf-8"),
                body.replace('\'', '"').getBytes(UTF_8));
    }
}
