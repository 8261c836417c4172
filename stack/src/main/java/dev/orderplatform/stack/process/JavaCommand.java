package dev.orderplatform.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The java of the running JVM: whoever started us found the right one already. */
public final class JavaCommand {

    private JavaCommand() {}

    public static List<String> of(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
