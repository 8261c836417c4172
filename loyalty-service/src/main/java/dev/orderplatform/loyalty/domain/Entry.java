package dev.orderplatform.loyalty.domain;

/**
 * What a transfer changes in a customer's account.
 *
 * @param points negative if they leave the account
 * @param after the account's state with this entry
 */
public record Entry(AccountId account, Transfer transfer, long points, AccountState after) {}
