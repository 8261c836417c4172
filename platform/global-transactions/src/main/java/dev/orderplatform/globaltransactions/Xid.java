package dev.orderplatform.globaltransactions;

import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.seata.core.context.RootContext;
import org.jspecify.annotations.Nullable;

/**
 * The way of a global transaction's id: from service to service in a header, within a service bound to the thread of
 * exactly one blocking unit of work.
 */
public final class Xid {
    /** Without underscores: nginx and Envoy drop a header like Seata's own TX_XID. */
    public static final String HEADER = "Global-Transaction";

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z.:\\-]{3,128}");

    private Xid() {}

    /** Whether a text that somebody sent can be an id. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Runs {@code work} on this thread as part of a global transaction. Whatever happens, the thread belongs to no
     * transaction afterwards.
     *
     * @throws IllegalStateException when the thread belongs to one already
     */
    public static <T extends @Nullable Object> T bound(String xid, Callable<T> work) throws Exception {
        if (RootContext.getXID() != null) {
            throw new IllegalStateException("the thread belongs to " + RootContext.getXID() + " already");
        }
        RootContext.bind(xid);
        try {
            return work.call();
        } finally {
            RootContext.unbind();
        }
    }

    /** @throws IllegalStateException when this thread belongs to no global transaction */
    static String current() {
        String xid = RootContext.getXID();
        if (xid == null) {
            throw new IllegalStateException("a branch without a global transaction");
        }
        return xid;
    }
}
