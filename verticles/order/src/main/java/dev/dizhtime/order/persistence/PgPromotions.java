package dev.dizhtime.order.persistence;

import dev.dizhtime.contracts.UserId;
import dev.dizhtime.order.model.Promotion;
import dev.dizhtime.order.usecase.Promotions;
import dev.dizhtime.runtime.postgres.Postgres;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Promotions in PostgreSQL. */
public final class PgPromotions implements Promotions {
  private static final String COLUMNS =
      """
      code, basis_points, amount_minor, currency, minimum_minor, valid_from, valid_to,
      max_uses, max_uses_per_customer, uses, ended_at
      """;

  private final Postgres postgres;

  public PgPromotions(Postgres postgres) {
    this.postgres = postgres;
  }

  @Override
  public Optional<Promotion.Offer> find(String code, UserId customerId) {
    return postgres
        .first(
            "SELECT "
                + COLUMNS
                + """
                , (SELECT count(*) FROM promotion_use u
                   WHERE u.code = p.code AND u.customer_id = $2 AND u.returned_at IS NULL) AS own
                FROM promotion p WHERE p.code = $1
                """,
            code,
            customerId.value())
        .map(row -> new Promotion.Offer(promotion(row), row.getLong("own").intValue()));
  }

  @Override
  public boolean add(Promotion promotion, UserId by, Instant now) {
    return postgres
            .execute(
                """
                INSERT INTO promotion (
                  code, basis_points, amount_minor, currency, minimum_minor, valid_from, valid_to,
                  max_uses, max_uses_per_customer, created_at, created_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (code) DO NOTHING
                """,
                promotion.code(),
                promotion.basisPoints(),
                promotion.amountMinor(),
                promotion.currency(),
                promotion.minimumMinor(),
                promotion.validFrom(),
                promotion.validTo(),
                promotion.maxUses(),
                promotion.maxUsesPerCustomer(),
                now,
                by.value())
            .rowCount()
        == 1;
  }

  @Override
  public List<Promotion> list(Optional<String> after, int limit) {
    var rows =
        postgres.execute(
            "SELECT " + COLUMNS + " FROM promotion WHERE code > $1 ORDER BY code LIMIT $2",
            after.orElse(""),
            limit);
    return StreamSupport.stream(rows.spliterator(), false).map(PgPromotions::promotion).toList();
  }

  @Override
  public Optional<Promotion> end(String code, UserId by, Instant now) {
    return postgres
        .first(
            "UPDATE promotion SET ended_at = COALESCE(ended_at, $2),"
                + " ended_by = COALESCE(ended_by, $3) WHERE code = $1 RETURNING "
                + COLUMNS,
            code,
            now,
            by.value())
        .map(PgPromotions::promotion);
  }

  private static Promotion promotion(Row row) {
    return new Promotion(
        row.getString("code"),
        row.getInteger("basis_points"),
        row.getLong("amount_minor"),
        row.getString("currency"),
        row.getLong("minimum_minor"),
        row.getOffsetDateTime("valid_from").toInstant(),
        row.getOffsetDateTime("valid_to").toInstant(),
        row.getInteger("max_uses"),
        row.getInteger("max_uses_per_customer"),
        row.getInteger("uses"),
        Optional.ofNullable(row.getOffsetDateTime("ended_at"))
            .map(OffsetDateTime::toInstant)
            .orElse(null));
  }
}
