package dev.dizhtime.contracts;

/**
 * The consumer groups that have a dead-letter topic. Live views of portals read without a group and
 * are not listed.
 */
public enum ConsumerGroup {
  RESTAURANT("restaurant"),
  SEARCH("search"),
  ORDER("order"),
  DELIVERY("delivery"),
  WALLET("wallet"),
  /**
   * What the wallet keeps of orders and restaurants, beside its commands so that these are quick.
   */
  WALLET_VIEWS("wallet-views"),
  NOTIFICATION("notification"),
  /** What auth keeps of restaurants, to know who may invite their staff. */
  AUTH("auth");

  /** Partitions of a dead-letter topic. */
  public static final int DEAD_LETTER_PARTITIONS = 1;

  /** How long a dead letter is kept: 30 days. */
  public static final long DEAD_LETTER_RETENTION_MILLIS = 30L * 24 * 60 * 60 * 1000;

  private final String groupName;

  ConsumerGroup(String groupName) {
    this.groupName = groupName;
  }

  /** The group's name without the topic prefix. */
  public String groupName() {
    return groupName;
  }

  /** The name of this group's dead-letter topic. */
  public String deadLetterTopic(String prefix) {
    return Topic.deadLetterName(prefix, groupName);
  }
}
