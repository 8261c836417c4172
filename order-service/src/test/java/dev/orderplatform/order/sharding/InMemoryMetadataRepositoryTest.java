package dev.orderplatform.order.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemoryMetadataRepositoryTest {
    private final InMemoryMetadataRepository repository = new InMemoryMetadataRepository();

    @Test
    void keepsValuesByPath() {
        repository.persist("/rules/a/versions/0", "x");
        repository.persist("/rules/a/versions/1", "y");
        repository.persist("/rules/b", "z");
        repository.persist("/rules2", "not below");
        assertThat(repository.getChildrenKeys("/rules")).containsExactly("a", "b");
        assertThat(repository.getChildrenKeys("/rules/a/versions")).containsExactly("0", "1");
        assertThat(repository.query("/rules/b")).isEqualTo("z");
        assertThat(repository.query("/rules/a")).isEmpty();
        assertThat(repository.isExisted("/rules/a")).isTrue();
        assertThat(repository.isExisted("/rules/c")).isFalse();

        repository.update("/rules/b", "other");
        repository.delete("/rules/a");
        assertThat(repository.getChildrenKeys("/rules")).containsExactly("b");
        assertThat(repository.query("/rules/b")).isEqualTo("other");
        assertThat(repository.query("/rules2")).isEqualTo("not below");
    }
}
