-- ADM-021, expand step: new objects only, nothing that 2.3.2 reads is changed.
CREATE TABLE order_allocations (
    allocation_id  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_line_id  bigint      NOT NULL REFERENCES order_lines (order_line_id),
    parcel_no      smallint    NOT NULL DEFAULT 1,
    quantity       integer     NOT NULL CHECK (quantity > 0),
    created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX order_allocations_line_parcel
    ON order_allocations (order_line_id, parcel_no);

ALTER TABLE orders ADD COLUMN split_allowed boolean NOT NULL DEFAULT false;
