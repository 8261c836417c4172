package dev.orderplatform.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page in a browser context of its own, with what happened since it was opened. */
final class OpenPage implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> foreignRequests = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    OpenPage(BrowserContext context, String origin, String path) {
        this.context = context;
        record(origin);
        this.page = context.newPage();
        page.navigate(origin + path);
    }

    private void record(String origin) {
        context.onRequest(request -> {
            if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
                foreignRequests.add(request.url());
            }
        });
        context.onRequestFailed(request -> errors.add(request.url() + ": " + request.failure()));
        context.onWebError(error -> errors.add(error.error()));
        context.onConsoleMessage(message -> {
            // Among them violations of the content security policy, and responses of 400 and more.
            if (message.type().equals("error")) {
                errors.add(message.text() + " " + message.location());
            }
        });
    }

    Page page() {
        return page;
    }

    /** URLs requested from other origins. */
    List<String> foreignRequests() {
        return List.copyOf(foreignRequests);
    }

    /** What the browser reported: failed requests, uncaught exceptions, errors on the console. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** What axe found, as {@code rule: help (where)}. */
    List<String> accessibilityViolations() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream().map(OpenPage::text).toList();
    }

    private static String text(Rule rule) {
        List<Object> places =
                rule.getNodes().stream().map(node -> node.getTarget()).toList();
        return rule.getId() + ": " + rule.getHelp() + " " + places;
    }

    boolean scrollsSideways() {
        return (boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** Writes the whole page to {@code target/screenshots}. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }
}
