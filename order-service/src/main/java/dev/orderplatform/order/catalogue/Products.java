package dev.orderplatform.order.catalogue;

import java.util.List;

/** The copy of the catalogue that survives a restart. Blocks. */
public interface Products {
    List<Product> all();

    /** Replaces the copy with these products. */
    void replace(List<Product> products);
}
