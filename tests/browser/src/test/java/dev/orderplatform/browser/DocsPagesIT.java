package dev.orderplatform.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages below /docs render, and load nothing from elsewhere. */
class DocsPagesIT {
    private static Browser browser;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.get();
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsPageShowsTopicsAndFields(Screen screen) {
        try (OpenPage events = browser.open(gateway.port(), "/docs/events", screen)) {
            assertThat(events.page().locator("h2"))
                    .containsText(
                            new String[] {"order-events", "inventory-events", "payment-events", "shipment-events"});
            Locator created = events.page().locator("details:has-text('OrderCreatedEvent')");
            created.locator("summary").click();
            assertThat(created.getByText("lines[].priceMinor")).isVisible();

            events.screenshot("events-" + name(screen));
            assertThat(events.scrollsSideways()).isFalse();
            assertThat(events.accessibilityViolations()).isEmpty();
            assertClean(events);
        }
    }

    @ParameterizedTest
    @EnumSource
    void docsShowOperationsOfServicesAndGateway(Screen screen) {
        try (OpenPage docs = browser.open(gateway.port(), "/docs", screen)) {
            assertThat(docs.page().locator(".opblock-summary-path"))
                    .containsText(new String[] {"/api/v1/orders", "/demo/token"});
            docs.page().locator(".opblock-summary").first().click();
            assertThat(docs.page().locator(".opblock-body")).isVisible();

            docs.screenshot("docs-" + name(screen));
            assertClean(docs);
        }
    }

    private static void assertClean(OpenPage page) {
        assertThat(page.foreignRequests()).isEmpty();
        assertThat(page.errors()).isEmpty();
    }

    private static String name(Screen screen) {
        return screen.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
