package dev.orderplatform.runtime.process;

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

    /**
     * The same for a server, with its temporary files in its own folder: what the last one left there when it was killed is
     * deleted.
     */
    public static List<String> ofServer(Path home, List<String> arguments) {
        var temporary = home.resolve("tmp").toAbsolutePath();
        Folders.delete(temporary);
        var command = new ArrayList<>(List.of("-Djava.io.tmpdir=" + Folders.create(temporary)));
        command.addAll(arguments);
        return of(command);
    }
}
