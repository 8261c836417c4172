package dev.orderplatform.runtime.databases;

import java.nio.file.Path;

/**
 * Where to read a simulator's ledger.
 *
 * @param name the part, such as payment-provider
 * @param url its base URL
 * @param ledger the file of its ledger, for when it does not run; in containers no other process can read it
 */
public record SimulatorData(String name, String url, Path ledger) {}
