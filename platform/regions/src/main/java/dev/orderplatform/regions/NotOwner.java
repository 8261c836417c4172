package dev.orderplatform.regions;

import dev.orderplatform.ids.RegionMap.Ownership;

/** Another region owns the slot. Answered with 421 and the owner. */
public final class NotOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ownership owner;

    NotOwner(Ownership owner) {
        super("the slot belongs to " + owner, null, false, false);
        this.owner = owner;
    }

    public Ownership owner() {
        return owner;
    }
}
