package dev.dizhtime.contracts;

/**
 * Every topic of the platform, declared once: the local launcher and the tests create them from
 * here, and the KafkaTopic manifests are checked against it.
 */
public enum Topic {
  /** Accounts; the whole snapshot per event. Key: user id. */
  USERS("users", 3, Kind.COMPACTED),
  /** Restaurants with their menus; the whole snapshot per event. Key: restaurant id. */
  RESTAURANTS("restaurants", 6, Kind.COMPACTED),
  /** What happened to orders. Key: order id. */
  ORDERS("orders", 6, Kind.EVENTS),
  /** What happened to deliveries. Key: order id. */
  DELIVERIES("deliveries", 6, Kind.EVENTS),
  /** What happened to wallets. Key: account owner's user id. */
  WALLET("wallet", 6, Kind.EVENTS),
  /** What users were told. Key: user id. */
  NOTIFICATIONS("notifications", 3, Kind.EVENTS),
  /** What the wallet is asked to do. Key: order id. */
  WALLET_COMMANDS("wallet.commands", 6, Kind.COMMANDS),
  /** What delivery is asked to do. Key: order id. */
  DELIVERY_COMMANDS("delivery.commands", 6, Kind.COMMANDS),
  /** Answers to the commands of the order saga. Key: order id. */
  ORDER_REPLIES("orders.replies", 6, Kind.COMMANDS),
  /** Answers to commands about transfers that are no order's. Key: command id. */
  WALLET_REPLIES("wallet.replies", 6, Kind.COMMANDS),
  /** Where drivers are; the last position per driver. Key: driver's user id. */
  DRIVER_POSITIONS("driver-positions", 3, Kind.COMPACTED),
  /** What happened to the security of accounts. Key: user id. */
  SECURITY("security", 3, Kind.EVENTS),
  /** Mails about accounts, some with a link that is good once. Key: mail id. */
  MAIL_COMMANDS("mail.commands", 3, Kind.SECRETS);

  /** The prefix of every topic name in production. */
  public static final String DEFAULT_PREFIX = "dizhtime.";

  /** How long records are kept. */
  public enum Kind {
    /** The last record of each key is kept for ever. */
    COMPACTED,
    /** Kept for 30 days. */
    EVENTS,
    /** Kept for 7 days. */
    COMMANDS,
    /** Kept for an hour, because they have secrets in them that are good for less. */
    SECRETS
  }

  private final String shortName;
  private final int partitions;
  private final Kind kind;

  Topic(String shortName, int partitions, Kind kind) {
    this.shortName = shortName;
    this.partitions = partitions;
    this.kind = kind;
  }

  /** The name on a broker whose topics begin with {@code prefix}, e.g. {@code dizhtime.orders}. */
  public String topicName(String prefix) {
    return prefix + shortName;
  }

  /** The topic that takes what {@code group} could not handle, e.g. {@code dizhtime.order.dlq}. */
  public static String deadLetterName(String prefix, String group) {
    return prefix + group + ".dlq";
  }

  /** The number of partitions, which is also the ceiling of consumers that share the work. */
  public int partitions() {
    return partitions;
  }

  /** How long records are kept. */
  public Kind kind() {
    return kind;
  }

  /** Whether only the last record of each key is kept. */
  public boolean compacted() {
    return kind == Kind.COMPACTED;
  }

  /** How long records are kept, in milliseconds; -1 for ever. */
  public long retentionMillis() {
    return switch (kind) {
      case COMPACTED -> -1L;
      case EVENTS -> 30L * 24 * 60 * 60 * 1000;
      case COMMANDS -> 7L * 24 * 60 * 60 * 1000;
      case SECRETS -> 60L * 60 * 1000;
    };
  }

  /**
   * After how long a broker begins another file of records, in milliseconds: only files that are no
   * longer written to are ever deleted.
   */
  public long segmentMillis() {
    return kind == Kind.SECRETS ? 10L * 60 * 1000 : 7L * 24 * 60 * 60 * 1000;
  }
}
