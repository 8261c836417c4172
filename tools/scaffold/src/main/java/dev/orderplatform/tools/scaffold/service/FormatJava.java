package dev.orderplatform.tools.scaffold.service;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats Java files as tests/style demands: line breaks and the order of imports depend on the names. In a process of its
 * own, because the formatter needs internal packages of javac.
 */
final class FormatJava {

    private FormatJava() {}

    static void run(List<Path> files) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        Stream.of("api", "code", "file", "parser", "tree", "util")
                .map(name -> "--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED")
                .forEach(arguments::add);
        arguments.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), FormatJava.class.getName()));
        files.forEach(file -> arguments.add(file.toString()));
        var formatting =
                new ProcessBuilder(JavaCommand.of(arguments)).inheritIO().start();
        if (formatting.waitFor() != 0) {
            throw new PlatformException("The new files could not be formatted; nothing was changed.");
        }
    }

    static void main(String[] files) throws IOException, FormatterException {
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        for (var name : files) {
            var file = Path.of(name);
            Files.writeString(file, formatter.formatSourceAndFixImports(Files.readString(file)));
        }
    }
}
