-- Why a transaction is suspended. A vehicle that takes nothing parks; what we hold back, or a restart, is nobody's parking. One may follow the
-- other without a moment of charging between them. Null in pauses of before this.
ALTER TABLE transaction ADD COLUMN suspended_by text CHECK (suspended_by IN ('EV', 'EVSE', 'BOOT'));
