package dev.orderplatform.tools.scaffold.service;

import static java.util.stream.Collectors.joining;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The words of a service's name, without "service", in each form that its files need. */
record ServiceName(List<String> words) {
    /** Longer ones make lines that no formatter can break, and event types of over 32 characters. */
    private static final int MAX_LENGTH = 24;

    /** No digits: event ids have none in their first part. */
    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    private static final String SUFFIX = "-service";
    /** The folder of secrets, three containers, and the list of all streams have these names. */
    private static final Set<String> RESERVED = Set.of("platform", "orderctl", "provision", "expose", "all");

    ServiceName {
        words = List.copyOf(words);
    }

    /** @param text with or without "-service" at the end */
    static ServiceName parse(String text) {
        var name = text.endsWith(SUFFIX) ? text.substring(0, text.length() - SUFFIX.length()) : text;
        if (!NAME.matcher(name).matches() || name.length() > MAX_LENGTH) {
            throw new PlatformException(
                    "\"%s\" can't name a service. Choose lower-case letters, at most %d, with single hyphens between words, such as gift-card."
                            .formatted(text, MAX_LENGTH));
        }
        if (RESERVED.contains(name)) {
            throw new PlatformException(
                    "\"%s\" has another meaning here. Choose another name, such as gift-card.".formatted(name));
        }
        var parsed = new ServiceName(List.of(name.split("-")));
        if (SourceVersion.isKeyword(parsed.packageName()) || SourceVersion.isKeyword(parsed.variable())) {
            throw new PlatformException(
                    "\"%s\" is a keyword of Java. Choose another name, such as gift-card or %s-entry."
                            .formatted(name, name));
        }
        return parsed;
    }

    /** gift-card */
    String kebab() {
        return String.join("-", words);
    }

    /** gift_card */
    String snake() {
        return String.join("_", words);
    }

    /** GIFT_CARD */
    String constant() {
        return snake().toUpperCase(Locale.ROOT);
    }

    /** GiftCard */
    String type() {
        return words.stream().map(ServiceName::capitalised).collect(joining());
    }

    /** giftCard */
    String variable() {
        return words.getFirst()
                + words.stream().skip(1).map(ServiceName::capitalised).collect(joining());
    }

    /** giftcard */
    String packageName() {
        return String.join("", words);
    }

    /** gift-card-service */
    String module() {
        return kebab() + SUFFIX;
    }

    /** gift-card-events */
    String topic() {
        return kebab() + "-events";
    }

    /** /api/v1/gift-card */
    String route() {
        return "/api/v1/" + kebab();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
