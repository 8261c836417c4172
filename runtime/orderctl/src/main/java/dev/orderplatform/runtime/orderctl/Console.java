package dev.orderplatform.runtime.orderctl;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/** Prints to the terminal, with colours unless the output is redirected or NO_COLOR is set. */
public final class Console {

    private static final Ansi ANSI = Ansi.AUTO;
    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    public static Console standard() {
        return new Console(System.out);
    }

    /** Prints a line; {@code @|green words|@} sets a colour or style. */
    public void line(String format, Object... arguments) {
        out.println(ANSI.string(format.formatted(arguments)));
        out.flush();
    }

    /** Prints text without interpreting it as a format. */
    public void verbatim(String text) {
        out.println(text);
        out.flush();
    }
}
