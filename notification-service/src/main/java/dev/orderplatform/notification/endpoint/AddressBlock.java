package dev.orderplatform.notification.endpoint;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation.
 *
 * @param bits length of the prefix
 */
record AddressBlock(byte[] network, int bits) {

    /** @param cidr such as {@code 10.0.0.0/8} */
    static AddressBlock parse(String cidr) {
        int slash = cidr.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
                Integer.parseInt(cidr.substring(slash + 1)));
    }

    /** @param address 4 or 16 bytes; an address of the other family is never contained */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int bytes = bits / 8;
        for (int n = 0; n < bytes; n++) {
            if (address[n] != network[n]) {
                return false;
            }
        }
        int mask = 0xff00 >> bits % 8;
        return bits % 8 == 0 || ((address[bytes] ^ network[bytes]) & mask & 0xff) == 0;
    }
}
