package dev.orderplatform.order.placing;

/**
 * The order that was stored under the same user and key before.
 *
 * @param bodyHash base64
 */
public record EarlierOrder(PlacedOrder order, String bodyHash, boolean undecided) {

    /**
     * Repeats the earlier response, or refuses if the request differs.
     *
     * @param hash of the current request, base64
     */
    Placement answerTo(String hash) {
        if (!bodyHash.equals(hash)) {
            return new Placement.Refused(PlacementError.Simple.KEY_REUSED);
        }
        return undecided ? new Placement.Refused(PlacementError.Simple.KEY_IN_USE) : new Placement.Repeated(order);
    }
}
