package dev.orderplatform.tools.scaffold.service;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the name of the template, "sample", by that of a service. Which form a place needs follows from what stands
 * around it: {@code sample-events} becomes {@code gift-card-events}, {@code t_sample} becomes {@code t_gift_card}.
 */
final class Tokens {
    /** The base package of this platform, which differs in renamed ones. */
    static final String BASE = base(Tokens.class.getPackageName());

    /** The same as a folder, with a slash at the end. */
    static final String BASE_FOLDER = BASE.replace('.', '/') + "/";

    private final List<Map.Entry<Pattern, String>> forms;
    private final String packageFolder;

    Tokens(ServiceName name) {
        packageFolder = folder(name.packageName());
        forms = List.of(
                form("(?<![A-Za-z])SAMPLE(?![A-Za-z])", name.constant()),
                form("Sample(?![a-z])", name.type()),
                form("(?<=\\b" + Pattern.quote(BASE) + "\\.)sample\\b", name.packageName()),
                form("\\bsample(?=-service|-events)|(?<=/v1/)sample\\b", name.kebab()),
                form("\\bsample(?=[A-Z])|(?<![\\w\"/.])sample(?![\\w\"/-])", name.variable()),
                form("(?<![A-Za-z])sample(?![A-Za-z])", name.snake()));
    }

    String in(String text) {
        var replaced = text;
        for (var form : forms) {
            replaced = form.getKey().matcher(replaced).replaceAll(Matcher.quoteReplacement(form.getValue()));
        }
        return replaced;
    }

    /** @param path with slashes */
    String inPath(String path) {
        return in(path.replace(folder("sample"), packageFolder));
    }

    private static String folder(String packageName) {
        return BASE_FOLDER + packageName + "/";
    }

    private static Map.Entry<Pattern, String> form(String regex, String replacement) {
        return Map.entry(Pattern.compile(regex), replacement);
    }

    private static String base(String ownPackage) {
        return ownPackage.substring(0, ownPackage.indexOf(".tools."));
    }
}
