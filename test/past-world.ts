import pg from 'pg'

/** How many of each. */
export interface Amounts {
  users: number
  stations: number
  sessions: number
}

/** The small world's id of a kind and number, so that rows of different schemas can name one another. */
const id = (kind: string, n: string) => `md5('${kind} ' || (${n}))::uuid`

/**
 * A platform with a past: rows that were told of so long ago that no outbox knows them. Half of the users have a vehicle; every station has
 * a connector; sessions are complete, with their records.
 */
export async function writePast(adminUrl: string, { users, stations, sessions }: Amounts): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const tariff = { currency: 'EUR', elements: [{ components: [{ type: 'ENERGY', price: 0.5, vat: 20, stepSize: 1 }] }] }
  try {
    await client.query(`
      INSERT INTO accounts."user" (id, email, display_name, password_hash, created_at)
        SELECT ${id('user', 'n')}, n || '@example.org', 'User ' || n, 'x', now() - interval '1 year' FROM generate_series(1, ${users}) n;
      INSERT INTO accounts.user_role (user_id, role) SELECT ${id('user', 'n')}, 'DRIVER' FROM generate_series(1, ${users}) n;
      INSERT INTO accounts.vehicle (id, user_id, name)
        SELECT ${id('vehicle', 'n')}, ${id('user', 'n')}, 'Vehicle ' || n FROM generate_series(1, ${users / 2}) n;
      INSERT INTO stations.tariff (id, operator_id) SELECT ${id('tariff', '1')}, ${id('operator', '1')};
      INSERT INTO stations.tariff_version (tariff_id, version, valid_from, description, data)
        SELECT ${id('tariff', '1')}, n, now() - make_interval(days => 100 - n), 'by energy', '${JSON.stringify(tariff)}' FROM generate_series(1, 3) n;
      INSERT INTO stations.station (id, operator_id, identity, password_hash, name, address, city, country, latitude, longitude, time_zone)
        SELECT ${id('station', 'n')}, ${id('operator', '1')}, 'PAST-' || n, 'x', 'Station ' || n, 'Street ' || n, 'Utrecht', 'NL',
          52 + n / 1e5, 5, 'Europe/Amsterdam' FROM generate_series(1, ${stations}) n;
      INSERT INTO stations.evse (id, station_id, number, evse_id)
        SELECT ${id('evse', 'n')}, ${id('station', 'n')}, 1, 'NL*EVG*E' || n FROM generate_series(1, ${stations}) n;
      INSERT INTO stations.connector (id, station_id, evse_id, number, standard, format, power_type, max_power_w, tariff_id)
        SELECT ${id('connector', 'n')}, ${id('station', 'n')}, ${id('evse', 'n')}, 1, 'IEC_62196_T2', 'SOCKET', 'AC_3_PHASE', 22000,
          ${id('tariff', '1')} FROM generate_series(1, ${stations}) n;
      INSERT INTO charging.session (id, status, user_id, station_id, evse_number, connector_number, connector_id, opened_at, started_at, ended_at,
          transaction_id, meter_start_wh, meter_stop_wh, energy_wh, priced, cost_minor, currency, settled_at)
        SELECT ${id('session', 'n')}, 'COMPLETED', ${id('user', `n % ${users} + 1`)}, ${id('station', `n % ${stations} + 1`)}, 1, 1,
          ${id('connector', `n % ${stations} + 1`)}, at, at, at + interval '1 hour', ${id('transaction', 'n')}, 0, n, n, true, n, 'EUR',
          at + interval '1 hour'
        FROM (SELECT n, now() - make_interval(mins => 60 + n) AS at FROM generate_series(1, ${sessions}) n) AS sessions;
      INSERT INTO charging.cdr (id, session_id, revision, user_id, station_id, connector_id, started_at, ended_at, total_energy_wh, total_time_s,
          total_parking_time_s, currency, excl_vat_minor, incl_vat_minor, lines, periods)
        SELECT ${id('cdr', 'id::text')}, id, 1, user_id, station_id, connector_id, started_at, ended_at, energy_wh, 3600, 0, 'EUR',
          cost_minor, cost_minor, '[]', '[]' FROM charging.session;
      ANALYZE;`)
  } finally {
    await client.end()
  }
}
