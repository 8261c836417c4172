package dev.orderplatform.globaltransactions;

import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.seata.core.context.RootContext;
import org.jspecify.annotations.Nullable;

/**
 * Propagates a global transaction's id: between services as a header, within a service bound to the thread of one
 * blocking unit of work.
 */
public final class Xid {
    /** No underscores: nginx and Envoy drop headers such as Seata's own TX_XID. */
    public static final String HEADER = "Global-Transaction";

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z.:\\-]{3,128}");

    private Xid() {}

    /** Whether a received text has the form of an xid. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Runs {@code work} on this thread as part of a global transaction. Always unbinds the thread afterwards.
     *
     * @throws IllegalStateException if the thread is already bound
     */
    public static <T extends @Nullable Object> T bound(String xid, Callable<T> work) throws Exception {
        if (RootContext.getXID() != null) {
            throw new IllegalStateException("the thread is already bound to " + RootContext.getXID());
        }
        RootContext.bind(xid);
        try {
            return work.call();
        } finally {
            RootContext.unbind();
        }
    }

    /** @throws IllegalStateException if this thread is not bound to a global transaction */
    static String current() {
        String xid = RootContext.getXID();
        if (xid == null) {
            throw new IllegalStateException("a branch without a global transaction");
        }
        return xid;
    }
}
