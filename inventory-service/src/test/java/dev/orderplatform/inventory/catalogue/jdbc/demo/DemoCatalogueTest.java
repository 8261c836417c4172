package dev.orderplatform.inventory.catalogue.jdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.inventory.catalogue.Product;
import org.junit.jupiter.api.Test;

class DemoCatalogueTest {

    @Test
    void firstProductMatchesTheExamples() {
        assertThat(DemoCatalogue.products().getFirst())
                .isEqualTo(new Product("SKU-00001", "Classic Bamboo Backpack", 1999, "CNY"));
    }

    @Test
    void thousandProductsDifferInSkuAndName() {
        assertThat(DemoCatalogue.products()).hasSize(1000);
        assertThat(DemoCatalogue.products()).extracting(Product::sku).doesNotHaveDuplicates();
        assertThat(DemoCatalogue.products()).extracting(Product::name).doesNotHaveDuplicates();
        assertThat(DemoCatalogue.products().getLast().sku()).isEqualTo("SKU-01000");
        assertThat(DemoCatalogue.products()).extracting(Product::priceMinor).allMatch(price -> price > 0);
    }
}
