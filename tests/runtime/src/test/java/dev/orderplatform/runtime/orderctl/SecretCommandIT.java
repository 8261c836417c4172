package dev.orderplatform.runtime.orderctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.supervision.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, on a data folder of its own. */
class SecretCommandIT {

    @TempDir
    private Path folder;

    private Secrets secrets;

    @BeforeEach
    void emptyData() {
        secrets = new DataFolder(folder).secrets();
    }

    @Test
    void printsASecretOfTheStandardsForm() throws Exception {
        for (var name : List.of("payment-webhook", "shipment-webhook")) {
            var secret = secrets.read(name);
            assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
            assertThat(secret(name)).isEqualTo(new Run(0, secret + "\n"));
        }
    }

    @Test
    void printsOnePerLineTheNewestFirst() throws Exception {
        secrets.read("payment-webhook");
        Files.writeString(secrets.folder().resolve("platform/payment-webhook"), "whsec_new\nwhsec_old\n\n");
        assertThat(secret("payment-webhook")).isEqualTo(new Run(0, "whsec_new\nwhsec_old\n"));
    }

    @Test
    void beforeTheFirstStartItSaysWhatToDoAndMakesNone() throws Exception {
        var run = secret("payment-webhook");
        assertThat(run.status()).isNotZero();
        assertThat(run.output()).contains("There is no secret yet", "./orderctl up");
        assertThat(secrets.find("payment-webhook")).isEmpty();
    }

    @Test
    void printsNoOtherSecret() throws Exception {
        var password = secrets.password("postgres-east", "postgres");
        var run = secret("postgres-east.postgres");
        assertThat(run.status()).isNotZero();
        assertThat(run.output()).contains("payment-webhook, shipment-webhook").doesNotContain(password);
    }

    private record Run(int status, String output) {}

    private Run secret(String name) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(JavaCommand.of(List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Dorderctl.project=" + Project.locate().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Orderctl.class.getName(),
                        "secret",
                        name)))
                .redirectErrorStream(true);
        builder.environment().put("ORDERCTL_DATA", folder.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), output);
    }
}
