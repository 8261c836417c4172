package dev.orderplatform.runtime.databases;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to read a simulator's ledger.
 *
 * @param name the part, such as payment-provider
 * @param url its base URL
 * @param ledger its ledger's file, for when it does not run; empty in containers, where no other process can read it
 */
public record SimulatorData(String name, String url, Optional<Path> ledger) {}
