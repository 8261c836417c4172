package dev.orderplatform.inventory.transferring.http;

import dev.orderplatform.inventory.transferring.Transfer;

/** A request to run a transfer. */
public record TransferCommand(String caller, String key, Transfer transfer) {}
