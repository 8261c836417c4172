package dev.orderplatform.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's Chromium, driven by Playwright: one for all tests, closed with the JVM. */
final class Browser {
    /**
     * Resolves to this machine. Pages may behave differently on localhost: Swagger UI omits its online validator there.
     */
    static final String HOST = "platform.test";

    private static final List<String> EXECUTABLES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static @Nullable Browser running;

    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        // The sandbox needs privileges that containers lack; the pages are our own.
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--host-resolver-rules=MAP " + HOST + " 127.0.0.1")));
    }

    /** Aborts the test, which counts as skipped, if there is no Chromium on the PATH. */
    static synchronized Browser get() {
        if (running == null) {
            running = new Browser(executable().orElseGet(Browser::skip));
        }
        return running;
    }

    /** Opens a page of a server on this machine. */
    OpenPage open(int port, String path, Screen screen) {
        return new OpenPage(chromium.newContext(screen.context()), "http://" + HOST + ":" + port, path);
    }

    private static Optional<Path> executable() {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return EXECUTABLES.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path skip() {
        String reason = "No Chromium on the PATH: the pages are not tested in a browser.";
        System.out.println(reason);
        return abort(reason);
    }
}
