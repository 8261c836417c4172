package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.SimulatorPart;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "secret",
        description = "Prints the secrets that sign callbacks, one per line, the newest first, so that anyone can try a"
                + " callback.")
final class Secret implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "payment-webhook or shipment-webhook.")
    private String name = "";

    @Override
    public Integer call() {
        var platform = Platform.here();
        requireName(platform.topology().simulators().map(SimulatorPart::secret).toList());
        var secrets = platform.data()
                .secrets()
                .find(name)
                .orElseThrow(() -> new PlatformException(
                        "There is no secret yet, because this platform has never been started: run ./orderctl up"));
        secrets.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(Console.standard()::verbatim);
        return 0;
    }

    // Only these: passwords and keys stay in their files.
    private void requireName(List<String> names) {
        if (!names.contains(name)) {
            throw new PlatformException(
                    "No signing secret has the name %s. The secrets are: %s".formatted(name, String.join(", ", names)));
        }
    }
}
