package dev.orderplatform.runtime.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run the java of this JVM: the right version is already found. */
public final class JavaCommand {

    private JavaCommand() {}

    public static List<String> of(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /**
     * The same for a server, with java.io.tmpdir in its own folder. Deletes the temporary files of a killed
     * predecessor.
     */
    public static List<String> ofServer(Path home, List<String> arguments) {
        var temporary = home.resolve("tmp").toAbsolutePath();
        Folders.delete(temporary);
        var command = new ArrayList<>(List.of("-Djava.io.tmpdir=" + Folders.create(temporary)));
        command.addAll(arguments);
        return of(command);
    }
}
