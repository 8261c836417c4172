package dev.orderplatform.runtime.topology;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters of the topology.
 *
 * @param regions number of regions, 1 or 2
 * @param stock initial units of each SKU in each region
 * @param paymentWindow when unpaid orders are cancelled: a time such as {@code 15m}, or {@code off}
 * @param traces where traces are sent to: the URL of a collector that accepts Zipkin's format, {@code zipkin} for a
 *     Zipkin of this platform, which gets every trace, or {@code off}
 * @param portOffset added to every port, to run several platforms side by side
 */
public record TopologySettings(
        int regions, int stock, String paymentWindow, String traces, int portOffset, Hosts hosts) {

    private static final Pattern PAYMENT_WINDOW = Pattern.compile("off|[1-9][0-9]{0,8}(ms|s|m|h|d)");

    public static final String DEFAULT_PAYMENT_WINDOW = "15m";

    public static final String NO_TRACES = "off";
    public static final String OWN_ZIPKIN = "zipkin";

    private static final Pattern TRACES = Pattern.compile("off|zipkin|https?://[^\\s]{1,200}");

    public static final TopologySettings DEFAULT = new TopologySettings(2, 1000, 0);

    public TopologySettings(int regions, int stock, int portOffset) {
        this(regions, stock, portOffset, Hosts.LOOPBACK);
    }

    public TopologySettings(int regions, int stock, int portOffset, Hosts hosts) {
        this(regions, stock, DEFAULT_PAYMENT_WINDOW, NO_TRACES, portOffset, hosts);
    }

    /** Whether unpaid orders are cancelled. */
    public boolean hasPaymentWindow() {
        return !paymentWindow.equals("off");
    }

    public TopologySettings withPaymentWindow(String window) {
        return new TopologySettings(regions, stock, window, traces, portOffset, hosts);
    }

    /** Whether the platform has a Zipkin of its own. */
    public boolean hasZipkin() {
        return traces.equals(OWN_ZIPKIN);
    }

    public TopologySettings withTraces(String target) {
        return new TopologySettings(regions, stock, paymentWindow, target, portOffset, hosts);
    }

    /** The same with enough regions to include all these names; unchanged without names. */
    public TopologySettings withRegions(Set<String> names) {
        var count = regions;
        for (var n = 1; n <= Region.ALL.size(); n++) {
            if (names.contains(Region.ALL.get(n - 1).name())) {
                count = n;
            }
        }
        return new TopologySettings(count, stock, paymentWindow, traces, portOffset, hosts);
    }

    public TopologySettings {
        if (regions < 1 || regions > Region.ALL.size()) {
            throw new IllegalArgumentException("regions must be 1 or 2, not " + regions);
        }
        if (stock < 0) {
            throw new IllegalArgumentException("stock must not be negative");
        }
        if (!PAYMENT_WINDOW.matcher(paymentWindow).matches()) {
            throw new IllegalArgumentException(
                    "the payment window must be off or a time such as 15m, not " + paymentWindow);
        }
        if (!TRACES.matcher(traces).matches()) {
            throw new IllegalArgumentException("traces are sent to a URL, not to " + traces);
        }
    }
}
