package dev.orderplatform.order.ownership;

import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.web.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** Another region owns the slot. */
public final class NotOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ownership owner;

    NotOwner(Ownership owner) {
        super("the slot belongs to " + owner, null, false, false);
        this.owner = owner;
    }

    /** 421 with the owner, to be asked instead, and the epoch of its ownership. */
    public ProblemException problem() {
        return new ProblemException(HttpStatus.valueOf(421), "Another region owns this user's orders.")
                .header(RequestSlot.OWNER, owner.region())
                .with("owner", owner.region())
                .with("epoch", owner.epoch());
    }
}
