package dev.orderplatform.recommendation.serving;

import dev.orderplatform.recommendation.domain.Scored;
import java.util.List;

/** What was bought. Blocking. */
public interface Purchases {

    /** SKUs that are bought together with this one more often than chance explains, the highest score first. */
    List<Scored> boughtWith(String sku, int limit);

    /** The SKUs in most baskets, the most frequent first. */
    List<String> bestSellers(int limit);

    /** The SKUs of a user's last orders, the newest order first. */
    List<String> recent(long userId, int orders);
}
