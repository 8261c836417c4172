package dev.orderplatform.order.placing;

import java.security.MessageDigest;

/** The order that was stored under the same user and key before. */
record EarlierOrder(Receipt receipt, byte[] bodyHash, boolean undecided) {

    /**
     * The earlier answer again, or the refusal of a key that belongs to another request.
     *
     * @param hash of what is asked now
     */
    Placement answerTo(byte[] hash) {
        if (!MessageDigest.isEqual(bodyHash, hash)) {
            return new Placement.Refused(Refusal.keyReused());
        }
        return undecided ? new Placement.Refused(Refusal.inFlight()) : new Placement.Repeated(receipt);
    }
}
