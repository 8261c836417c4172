package dev.orderplatform.logistics.domain;

import java.util.Arrays;
import java.util.Optional;

/** What a callback of the carrier reports. */
public enum CallbackType {
    SHIPPED("parcel.shipped", ParcelStatus.SHIPPED),
    DELIVERED("parcel.delivered", ParcelStatus.DELIVERED),
    RETURNED("parcel.returned", ParcelStatus.RETURNED);

    private final String text;
    private final ParcelStatus status;

    CallbackType(String text, ParcelStatus status) {
        this.text = text;
        this.status = status;
    }

    /** Empty if the carrier reports something that does not concern us. */
    public static Optional<CallbackType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** As the callback has it. */
    public String text() {
        return text;
    }

    /** The status that the parcel is in. */
    public ParcelStatus status() {
        return status;
    }
}
