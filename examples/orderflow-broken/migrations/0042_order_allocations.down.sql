-- ADM-021, rollback of the expand step.
ALTER TABLE orders DROP COLUMN split_allowed;
DROP TABLE order_allocations;
