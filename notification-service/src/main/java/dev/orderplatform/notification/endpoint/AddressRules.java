package dev.orderplatform.notification.endpoint;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a webhook may be sent to: only those of the public internet, so that a customer cannot make the
 * platform call its own network.
 *
 * @param allowLoopback also loopback addresses, and http: for demos
 */
public record AddressRules(boolean allowLoopback) {
    /** Not globally reachable, by IANA's registry of special-purpose IPv4 addresses; and multicast. */
    private static final List<AddressBlock> REFUSED_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local: clouds serve credentials there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /**
     * All that IANA has allocated as global unicast. Outside of it are loopback, link-local, unique-local, multicast, and
     * the blocks that embed an IPv4 address: mapped, compatible, NAT64.
     */
    private static final AddressBlock GLOBAL_IPV6 = AddressBlock.parse("2000::/3");

    private static final List<AddressBlock> REFUSED_IPV6 = blocks(
            "2001::/23", // protocol assignments, such as Teredo, which embeds an IPv4 address
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: embeds an IPv4 address
            "3fff::/20"); // documentation

    /** Whether a webhook may be sent to this address. */
    public boolean allow(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return allowLoopback;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? isOutside(REFUSED_IPV4, bytes)
                : GLOBAL_IPV6.contains(bytes) && isOutside(REFUSED_IPV6, bytes);
    }

    /** @throws EndpointRefused if no webhook may be sent to this address */
    void check(InetAddress address) {
        if (!allow(address)) {
            throw new EndpointRefused("the address " + address.getHostAddress() + " is not public");
        }
    }

    private static boolean isOutside(List<AddressBlock> blocks, byte[] address) {
        return blocks.stream().noneMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... cidrs) {
        return List.of(cidrs).stream().map(AddressBlock::parse).toList();
    }
}
