package dev.orderplatform.tools.explain.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What an external system says about a payment or parcel.
 *
 * @param subject the id of the payment or parcel
 * @param status as it names it
 */
public record ExternalStatus(String subject, String status) {

    public static Optional<String> of(List<ExternalStatus> views, String subject) {
        return views.stream()
                .filter(view -> view.subject().equals(subject))
                .map(ExternalStatus::status)
                .findFirst();
    }
}
