package dev.dizhtime.wallet.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The last link of a shard's chain of hashes. Each transfer's hash is SHA-256 over the hash before
 * it and its own content, so none can be changed, added or taken out without all later ones showing
 * it.
 *
 * @param sequence counts the shard's transfers, from 1; 0 before the first
 * @param hash 64 hexadecimal digits
 */
public record ChainHead(int shard, long sequence, String hash) {
  /** The hash before a shard's first transfer. */
  public static final String GENESIS = "0".repeat(64);

  /** A shard that has no transfer yet. */
  public static ChainHead genesis(int shard) {
    return new ChainHead(shard, 0, GENESIS);
  }

  /**
   * The head after one more transfer.
   *
   * @param at when it was written; its part below a microsecond does not count
   */
  public ChainHead append(Transfer transfer, Instant at) {
    long next = sequence + 1;
    return new ChainHead(shard, next, sha256(content(next, transfer, at)));
  }

  private String content(long next, Transfer transfer, Instant at) {
    var content = new StringBuilder(400);
    content.append(hash).append('|').append(shard).append('|').append(next);
    content.append('|').append(transfer.id()).append('|').append(transfer.kind().name());
    content.append('|').append(transfer.debit()).append('|').append(transfer.credit());
    content.append('|').append(transfer.amount().amountMinor());
    content.append('|').append(transfer.amount().currency());
    content.append('|').append(transfer.purpose().name());
    content.append('|').append(Objects.toString(transfer.orderId(), ""));
    content.append('|').append(Objects.toString(transfer.pendingId(), ""));
    content.append('|').append(micros(at));
    if (transfer.expiresAt() != null) {
      content.append('|').append(micros(transfer.expiresAt()));
    }
    return content.toString();
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000), at.getNano() / 1_000);
  }

  private static String sha256(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
