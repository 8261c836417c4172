package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.orderctl.ToolCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The supervisor process of a stage whose parts differ from the platform's. */
@Command(name = SuperviseStage.NAME, hidden = true)
public final class SuperviseStage implements ToolCommand, Callable<Integer> {

    static final String NAME = "supervise-stage";

    @Parameters
    private int stage;

    static List<String> arguments(Stage stage) {
        return List.of(NAME, Integer.toString(stage.number()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        EvolutionPlatform.of(Stage.ofNumber(stage)).supervise();
        return 0;
    }
}
