-- Whether an order waits for its restaurant's word that there is enough left; not those of before.
ALTER TABLE orders ADD COLUMN stock_awaited boolean NOT NULL DEFAULT false;
