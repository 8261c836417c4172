package dev.orderplatform.recommendation.serving;

/** No catalogue has been loaded yet. */
public final class CatalogueUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueUnknown() {
        super("the catalogue is not known yet", null, false, false);
    }
}
