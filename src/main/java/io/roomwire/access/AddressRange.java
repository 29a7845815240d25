package io.roomwire.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that begin alike.
 *
 * @param network any of them
 * @param bits that they have in common, from the first on
 */
public record AddressRange(InetAddress network, int bits) {

    public AddressRange {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("not a prefix length: " + bits);
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address alone; throws {@link IllegalArgumentException}. */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
        return new AddressRange(network, slash < 0 ? network.getAddress().length * 8
                : Integer.parseInt(text.substring(slash + 1)));
    }

    /** An address as numbers; never asks a name server. */
    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it begins as all of them do; an IPv4 address is in no range of IPv6. */
    public boolean contains(InetAddress address) {
        byte[] one = network.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        int rest = 8 - bits % 8;
        return rest == 8 || (one[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest;
    }

    /** The same range written with its lowest address. */
    @Override
    public String toString() {
        byte[] lowest = network.getAddress();
        for (int bit = bits; bit < lowest.length * 8; bit++) {
            lowest[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return InetAddress.getByAddress(lowest).getHostAddress() + '/' + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
