package dev.orderplatform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** In memory: Spring's filters and handlers, without a server. */
@SpringBootTest(classes = SampleService.class, webEnvironment = WebEnvironment.MOCK)
class ProblemShapesTest {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private SampleService.Samples samples;

    private WebTestClient client = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("platform.security.user-key", () -> Tokens.USER_KEY);
        properties.add("platform.security.service-key", () -> Tokens.SERVICE_KEY);
    }

    @BeforeEach
    void bind() {
        client = WebTestClient.bindToApplicationContext(context)
                .configureClient()
                // The first OpenAPI document takes seconds.
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void acceptsAValidOrder() {
        post("{\"lines\":[{\"sku\":\"A\",\"quantity\":2}],\"durability\":\"REGION\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.user")
                .isEqualTo(42)
                .jsonPath("$.thread")
                .isEqualTo(true)
                .jsonPath("$.trace")
                .exists();
    }

    @Test
    void documentIsNotBuiltOnAnEventLoop() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.x-thread")
                .isEqualTo("virtual");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"lines":[{"sku":"A","quantity":0}]}                    | lines[0].quantity
        {"lines":[{"sku":"A","quantity":1},{"sku":"B","quantity":10001}]} | lines[1].quantity
        {"lines":[{"sku":"A","quantity":"2"}]}                  | lines[0].quantity
        {"lines":[{"sku":"A","quantity":2.0}]}                  | lines[0].quantity
        {"lines":[{"sku":"A","quantity":1e2}]}                  | lines[0].quantity
        {"lines":[{"sku":"A","quantity":true}]}                 | lines[0].quantity
        {"lines":[{"sku":"A","quantity":null}]}                 | lines[0].quantity
        {"lines":[{"sku":"A","quantity":""}]}                   | lines[0].quantity
        {"lines":[{"sku":"A","quantity":2147483648}]}           | lines[0].quantity
        {"lines":[{"sku":"A","quantity":[1]}]}                  | lines[0].quantity
        {"lines":[{"sku":"A"}]}                                 | lines[0].quantity
        {"lines":[{"sku":5,"quantity":1}]}                      | lines[0].sku
        {"lines":[{"sku":1.5,"quantity":1}]}                    | lines[0].sku
        {"lines":[{"sku":true,"quantity":1}]}                   | lines[0].sku
        {"lines":[{"sku":"","quantity":1}]}                     | lines[0].sku
        {"lines":[{"sku":null,"quantity":1}]}                   | lines[0].sku
        {"lines":[{"sku":"A","quantity":1,"price":3}]}          | lines[0].price
        {"lines":[{"sku":"A","quantity":1}],"colour":"red"}     | colour
        {"lines":[{"sku":"A","quantity":1}],"durability":"SOME"} | durability
        {"lines":[{"sku":"A","quantity":1}],"durability":1}     | durability
        {"lines":[{"sku":"A","quantity":1}],"durability":""}    | durability
        {"lines":[{"sku":"A","quantity":1}],"durability":"region"} | durability
        {"lines":{"sku":"A","quantity":1}}                      | lines
        {"lines":"A"}                                           | lines
        {"lines":""}                                            | lines
        {"lines":[""]}                                          | lines[0]
        {"lines":[[]]}                                          | lines[0]
        {"lines":[]}                                            | lines
        {}                                                      | lines
        """)
    void namesTheInvalidField(String body, String field) {
        problem(post(body), 400)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"lines":[{"sku":"A","quantity":1}]} {}
        {"lines":[{"sku":"A","quantity":1}]} x
        {"lines":[{"sku":"A","quantity":1}],"lines":[]}
        {"lines":[{"sku":"A","quantity":1,"quantity":2}]}
        {"lines":[{"sku":"A","quantity":1}]
        {"lines":[{'sku':"A","quantity":1}]}
        {"lines":[{"sku":"A","quantity":01}]}
        {"lines":[{"sku":"A","quantity":NaN}]}
        not json
        []
        "text"
        1
        null
        [{"lines":[{"sku":"A","quantity":1}]}]
        """)
    void refusesABodyThatIsNotAnOrder(String body) {
        problem(post(body), 400).jsonPath("$.detail").isNotEmpty();
    }

    @Test
    void refusesDeepNesting() {
        problem(post("{\"lines\":" + "[".repeat(5000)), 400);
    }

    @Test
    void missingBodyIs400() {
        problem(order().contentType(MediaType.APPLICATION_JSON).exchange(), 400)
                .jsonPath("$.detail")
                .isEqualTo("The body is missing.");
    }

    @Test
    void missingAndMalformedHeaderAreNamed() {
        problem(
                        client.post()
                                .uri("/orders")
                                .headers(ProblemShapesTest::user)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}")
                                .exchange(),
                        400)
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
        problem(
                        client.post()
                                .uri("/orders")
                                .headers(ProblemShapesTest::user)
                                .header("Idempotency-Key", "a b")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}")
                                .exchange(),
                        400)
                .jsonPath("$.errors[0].field")
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void wrongOrMissingContentTypeIs415() {
        problem(order().contentType(MediaType.TEXT_PLAIN).bodyValue("{}").exchange(), 415);
        problem(order().bodyValue(new byte[] {'{', '}'}).exchange(), 415);
    }

    @Test
    void otherMethodIs405WithAllow() {
        ResponseSpec answer =
                client.put().uri("/orders").headers(ProblemShapesTest::user).exchange();
        answer.expectHeader().value("Allow", allow -> assertThat(allow).contains("GET", "POST"));
        problem(answer, 405);
    }

    @Test
    void unacceptableIs406AsProblemJson() {
        problem(client.get().uri("/open/text").accept(MediaType.APPLICATION_PDF).exchange(), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/event-stream",
                "application/json;q=0",
                "application/json;q=0, */*",
                "application/json;q=0.000, application/*, */*;q=0.1",
                "application/*;q=0, */*",
                "*/*;q=0",
                "rubbish",
                "application/json;q=2",
                "*/json"
            })
    void acceptIsCheckedBeforeTheHandlerRuns(String accept) {
        int before = samples.placed();
        problem(accepting(accept), 406);
        assertThat(samples.placed()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "*",
                "application/*",
                "application/json;charset=utf-8",
                "application/json;q=0.1, text/html",
                "text/html, */*;q=0.1",
                "application/json, */*;q=0",
                "application/json;q=0.001, application/*;q=0"
            })
    void acceptableMediaTypeIsServed(String accept) {
        accepting(accept).expectStatus().isOk().expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_JSON);
    }

    @Test
    void acceptWithTooManyMediaTypesIs406() {
        problem(accepting("text/html, ".repeat(50) + "application/json"), 406);
    }

    private ResponseSpec accepting(String accept) {
        return order().header(HttpHeaders.ACCEPT, accept)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"lines\":[{\"sku\":\"A\",\"quantity\":2}]}")
                .exchange();
    }

    @Test
    void unknownRouteIs404() {
        problem(client.get().uri("/open/none").exchange(), 404)
                .jsonPath("$.instance")
                .isEqualTo("/open/none");
        problem(client.get().uri("/none").headers(ProblemShapesTest::user).exchange(), 404);
    }

    @Test
    void bodyOverTheLimitIs413() {
        problem(post("{\"lines\":[" + " ".repeat(1 << 20) + "]}"), 413);
    }

    @Test
    void wrongParameterTypeIsNamed() {
        problem(client.get().uri("/open/number?n=x").exchange(), 400)
                .jsonPath("$.errors[0].field")
                .isEqualTo("n");
        problem(client.get().uri("/open/number").exchange(), 400)
                .jsonPath("$.errors[0].field")
                .isEqualTo("n");
    }

    @Test
    void malformedPathVariableIs404() {
        problem(client.get().uri("/open/things/x").exchange(), 404);
    }

    @Test
    void unexpectedFailureRevealsNoInternals() {
        problem(client.get().uri("/open/fail").exchange(), 500)
                .jsonPath("$.detail")
                .value((String detail) -> assertThat(detail).doesNotContain("jdbc", "com.", "Exception"));
    }

    @Test
    void firewallRejectionIsAProblem() {
        problem(client.get().uri("/open/text;a=b").exchange(), 400);
    }

    @Test
    void pagesAreLimitedAndCursorsChecked() {
        client.get()
                .uri("/orders?limit=7")
                .headers(ProblemShapesTest::user)
                .exchange()
                .expectBody()
                .json("{\"items\":[\"limit 7\"],\"nextCursor\":null}");
        for (String limit : new String[] {"0", "101", "-1", "x", "", "1.5", "99999999999"}) {
            problem(
                            client.get()
                                    .uri("/orders?limit=" + limit)
                                    .headers(ProblemShapesTest::user)
                                    .exchange(),
                            400)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("limit");
        }
        problem(
                        client.get()
                                .uri("/orders?cursor=rubbish")
                                .headers(ProblemShapesTest::user)
                                .exchange(),
                        400)
                .jsonPath("$.errors[0].field")
                .isEqualTo("cursor");
    }

    private ResponseSpec post(String body) {
        return order().contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private WebTestClient.RequestBodySpec order() {
        return client.post().uri("/orders").headers(ProblemShapesTest::user).header("Idempotency-Key", "k1");
    }

    private static void user(HttpHeaders headers) {
        headers.setBearerAuth(Tokens.user(42, "orders"));
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("about:blank")
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .exists()
                .jsonPath("$.trace")
                .doesNotExist();
    }
}
