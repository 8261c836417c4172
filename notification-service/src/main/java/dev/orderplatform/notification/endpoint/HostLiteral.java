package dev.orderplatform.notification.endpoint;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address written as a URL's host. Only the canonical spelling is accepted: parsers disagree about the others
 * ({@code 127.1}, {@code 0x7f.1}, {@code 010.0.0.1}), so that one would check another address than the next one uses.
 */
final class HostLiteral {
    /** What a URL parser takes for an IPv4 address: the last label is a number. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private static final String BYTE = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final int GROUPS = 8;

    private HostLiteral() {}

    /**
     * The address; empty for a name.
     *
     * @param host as in a URL, so IPv6 is in brackets
     * @throws EndpointRefused if it is not the canonical spelling of an address
     */
    static Optional<InetAddress> parse(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return Optional.of(ipv6(host.substring(1, host.length() - 1)));
        }
        if (!ENDS_IN_NUMBER.matcher(host).matches()) {
            return Optional.empty();
        }
        if (!IPV4.matcher(host).matches()) {
            throw notCanonical();
        }
        return Optional.of(Inet4Address.ofLiteral(host));
    }

    private static InetAddress ipv6(String text) {
        InetAddress address = parseIpv6(text);
        // An IPv4-mapped address is parsed as the IPv4 address that it stands for.
        if (!(address instanceof Inet6Address)
                || !canonical(address.getAddress()).equals(text.toLowerCase(Locale.ROOT))) {
            throw notCanonical();
        }
        return address;
    }

    private static InetAddress parseIpv6(String text) {
        if (text.indexOf('%') >= 0) {
            throw notCanonical(); // a zone, which is local to a machine
        }
        try {
            return Inet6Address.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw notCanonical();
        }
    }

    /** As RFC 5952 says: no leading zeros, and the first longest run of two or more zero groups becomes {@code ::}. */
    private static String canonical(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int n = 0; n < GROUPS; n++) {
            groups[n] = (address[2 * n] & 0xff) << 8 | address[2 * n + 1] & 0xff;
        }
        int begin = -1;
        int longest = 1;
        for (int n = 0; n < GROUPS; n++) {
            int zeros = zerosFrom(groups, n);
            if (zeros > longest) {
                begin = n;
                longest = zeros;
            }
        }
        return begin < 0
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, begin) + "::" + joined(groups, begin + longest, GROUPS);
    }

    private static int zerosFrom(int[] groups, int begin) {
        int end = begin;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - begin;
    }

    private static String joined(int[] groups, int begin, int end) {
        StringBuilder text = new StringBuilder();
        for (int n = begin; n < end; n++) {
            text.append(n == begin ? "" : ":").append(Integer.toHexString(groups[n]));
        }
        return text.toString();
    }

    private static EndpointRefused notCanonical() {
        return new EndpointRefused("the host is not an address in its canonical spelling");
    }
}
