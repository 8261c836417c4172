package dev.orderplatform.monolith.catalogue;

import org.springframework.data.jpa.repository.JpaRepository;

interface Products extends JpaRepository<Product, String> {}
