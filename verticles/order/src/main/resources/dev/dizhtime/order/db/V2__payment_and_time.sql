-- How an order is paid, for when it is, and what promotions and small orders add to its price.
ALTER TABLE orders
  ADD COLUMN payment           text   NOT NULL DEFAULT 'WALLET',
  ADD COLUMN scheduled_for     timestamptz, -- null: as soon as possible
  ADD COLUMN small_order_minor bigint NOT NULL DEFAULT 0 CHECK (small_order_minor >= 0),
  ADD COLUMN discount_minor    bigint NOT NULL DEFAULT 0 CHECK (discount_minor >= 0);
