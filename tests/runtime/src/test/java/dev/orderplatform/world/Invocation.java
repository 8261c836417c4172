package dev.orderplatform.world;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command's run: its exit status and what it printed. */
public record Invocation(int status, String out, String err) {

    public static Invocation of(Object command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var status = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Invocation(status, out.toString(), err.toString());
    }
}
