package dev.orderplatform.tools.explain.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What a company outside says about a payment or parcel.
 *
 * @param subject the id of the payment or parcel
 * @param status as the company names it
 */
public record CompanyView(String subject, String status) {

    public static Optional<String> of(List<CompanyView> views, String subject) {
        return views.stream()
                .filter(view -> view.subject().equals(subject))
                .map(CompanyView::status)
                .findFirst();
    }
}
