package dev.orderplatform.order.catalogue;

import java.util.List;

/** The copy of the catalogue that survives a restart. Blocks. */
public interface Products {
    List<Product> all();

    /** Makes the copy say exactly this. */
    void replace(List<Product> products);
}
