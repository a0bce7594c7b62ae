-- Kilometres and deeds are rewarded as energy is: so many units of what was done earn so much.
ALTER TABLE reward_rule DROP CONSTRAINT reward_rule_data_check;
UPDATE reward_rule SET data = (data - 'perWh') || jsonb_build_object('per', data->'perWh');
-- {"per": whole units (Wh, metres, deeds), "amount": base units for each of them, "maximum": base units for one reward}
ALTER TABLE reward_rule ADD CHECK ((data->>'per')::bigint > 0 AND (data->>'amount')::numeric > 0 AND (data->>'maximum')::numeric > 0);
INSERT INTO reward_rule (id, name, version, valid_from, data)
SELECT id::uuid, name, 1, '2020-01-01T00:00:00Z', jsonb_build_object('per', per, 'amount', amount, 'maximum', maximum)
FROM (VALUES
  ('019aa000-0000-7000-8000-000000000002', 'odometer.distance', 10000, '1000000000000000000', '500000000000000000000'),
  ('019aa000-0000-7000-8000-000000000003', 'community.tree-planting', 1, '10000000000000000000', '10000000000000000000'),
  ('019aa000-0000-7000-8000-000000000004', 'community.litter-clean-up', 1, '5000000000000000000', '5000000000000000000'),
  ('019aa000-0000-7000-8000-000000000005', 'community.recycling', 1, '1000000000000000000', '1000000000000000000'),
  ('019aa000-0000-7000-8000-000000000006', 'community.cycling', 1, '2000000000000000000', '2000000000000000000'),
  ('019aa000-0000-7000-8000-000000000007', 'community.public-transport', 1, '2000000000000000000', '2000000000000000000'),
  ('019aa000-0000-7000-8000-000000000008', 'community.ev-charging', 1, '1000000000000000000', '1000000000000000000')
) AS rule (id, name, per, amount, maximum);

-- What was rewarded, in the unit of its rule. A photo's reward has the photo's submission or reading as its source, once.
ALTER TABLE reward RENAME COLUMN energy_wh TO quantity;
ALTER TABLE reward DROP CONSTRAINT reward_source_type_check;
ALTER TABLE reward ADD CONSTRAINT reward_source_type_check
  CHECK (source_type IN ('CHARGING_SESSION', 'ODOMETER_READING', 'COMMUNITY_DEED'));
