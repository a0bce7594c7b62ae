-- Up to when the running cost is counted, so that its lines add up to it whenever they are read.
ALTER TABLE session
  ADD COLUMN cost_until timestamptz,
  -- What the driver wants: so much energy, or this state of charge, or to leave then.
  ADD COLUMN target_energy_wh bigint CHECK (target_energy_wh > 0),
  ADD COLUMN target_soc_percent real CHECK (target_soc_percent > 0 AND target_soc_percent <= 100),
  ADD COLUMN ready_by timestamptz,
  -- One thing is wanted at a time; progress would not know which of two.
  ADD CHECK (target_energy_wh IS NULL OR target_soc_percent IS NULL);
