package dev.orderplatform.runtime.orderctl;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/** What a person reads: colours on a terminal only, and none where NO_COLOR is set. */
public final class Console {

    private static final Ansi ANSI = Ansi.AUTO;
    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    public static Console standard() {
        return new Console(System.out);
    }

    /** Prints a line; {@code @|green words|@} marks what gets a colour or style. */
    public void line(String format, Object... arguments) {
        out.println(ANSI.string(format.formatted(arguments)));
        out.flush();
    }

    /** Prints text as it is, for text of unknown content. */
    public void verbatim(String text) {
        out.println(text);
        out.flush();
    }
}
