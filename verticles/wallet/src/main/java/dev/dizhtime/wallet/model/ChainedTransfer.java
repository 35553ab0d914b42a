package dev.dizhtime.wallet.model;

import java.time.Instant;

/**
 * A transfer as it was written.
 *
 * @param head the chain's head after it
 * @param at when it was written, in whole microseconds
 */
public record ChainedTransfer(Transfer transfer, ChainHead head, Instant at) {}
