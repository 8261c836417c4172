package dev.orderplatform.runtime.databases;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the control database knows of the platform. */
public final class ControlDatabase {

    private ControlDatabase() {}

    /**
     * The regions that own slots; none while the database does not answer, or before the first order-service has made the
     * region map.
     *
     * @param server host and port
     */
    public static Set<String> regions(String server, Login auditor) {
        var regions = new TreeSet<String>();
        try (var control = ReadOnlyDatabase.open(server, "control", auditor)) {
            if (control.hasTable("t_slot")) {
                control.each("SELECT DISTINCT region FROM t_slot", row -> regions.add(row.getString(1)));
            }
        } catch (PlatformException _) {
            // Whoever needs the database finds out, and says so.
        }
        return regions;
    }

    /**
     * Which region owns each slot.
     *
     * @param server host and port
     * @throws PlatformException when the database does not answer, or the platform has never run
     */
    public static Map<Integer, String> slotOwners(String server, Login auditor) {
        var owners = new HashMap<Integer, String>();
        try (var control = ReadOnlyDatabase.open(server, "control", auditor)) {
            if (control.hasTable("t_slot")) {
                control.each("SELECT slot, region FROM t_slot", row -> owners.put(row.getInt(1), row.getString(2)));
            }
        }
        if (owners.isEmpty()) {
            throw new PlatformException("No region owns any slot: no order-service has run here yet.");
        }
        return owners;
    }
}
