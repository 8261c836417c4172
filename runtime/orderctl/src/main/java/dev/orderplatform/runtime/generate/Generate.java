package dev.orderplatform.runtime.generate;

import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.process.Project;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes the files that follow from the topology. */
@Command(
        name = "generate",
        description = "Writes the files that follow from the services declared in runtime/topology: docker-compose.yml,"
                + " the gateway's routes and others.")
public final class Generate implements Callable<Integer> {

    @Override
    public Integer call() {
        var root = Project.locate().root();
        var outdated = GeneratedFile.all().stream()
                .filter(file -> !file.isCurrent(root))
                .toList();
        outdated.forEach(file -> {
            file.write(root);
            Console.standard().line("  %s", file.path());
        });
        DemoSecrets.deleteUndeclared(root);
        Console.standard()
                .line(
                        outdated.isEmpty()
                                ? "All generated files are current."
                                : "Generated. `git diff` shows what has changed; ./orderctl up runs it.");
        return 0;
    }
}
