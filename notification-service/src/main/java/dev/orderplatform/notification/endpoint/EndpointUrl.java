package dev.orderplatform.notification.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The URL of a customer's endpoint. Its host, unless it is an address, is judged when it has been resolved. */
public record EndpointUrl(URI uri) {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[!-~]+");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws EndpointRefused with the reason, such as a private address */
    public static EndpointUrl parse(String text, AddressRules rules) {
        if (text.length() > MAX_LENGTH || !PRINTABLE_ASCII.matcher(text).matches()) {
            throw new EndpointRefused("must have 1 to " + MAX_LENGTH + " printable ASCII characters");
        }
        URI uri = uri(text);
        checkScheme(uri, rules);
        checkHost(uri, rules);
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new EndpointRefused("must have neither user information nor a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new EndpointRefused("the port is not valid");
        }
        return new EndpointUrl(uri);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw new EndpointRefused("is not a URL");
        }
    }

    private static void checkScheme(URI uri, AddressRules rules) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && rules.allowLoopback())) {
            throw new EndpointRefused(rules.allowLoopback() ? "must be http or https" : "must be https");
        }
    }

    // The parser has no host for what it cannot read as one, such as 127.1 or an underscore.
    private static void checkHost(URI uri, AddressRules rules) {
        String host = Optional.ofNullable(uri.getHost())
                .orElseThrow(() -> new EndpointRefused("the host is neither a name nor a canonical address"));
        HostLiteral.parse(host).ifPresentOrElse(rules::check, () -> {
            if (!NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
                throw new EndpointRefused("the host is neither a name nor a canonical address");
            }
        });
    }

    /** The host's name, or an IPv6 address in brackets. */
    public String host() {
        return uri.getHost();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
