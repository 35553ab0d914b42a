-- What a customer asks of kitchen and driver; null for nothing, and once the order has come to its end.
ALTER TABLE orders ADD COLUMN note text;
