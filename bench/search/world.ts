import type pg from 'pg'

export const STATIONS = 200_000
const TOWNS = 2_000

/**
 * 200,000 stations with 400,000 connectors around 2,000 towns of Europe, of which a few have most of them. They are written by the
 * administrator: two hundred thousand registrations are not what is measured.
 */
export async function fillWorld(database: pg.Client): Promise<void> {
  await database.query(`
    SET search_path = stations;
    SELECT setseed(0.5);
    CREATE TEMP TABLE town AS SELECT i,
      (ARRAY['Neu', 'Alt', 'Bad ', 'Groß', 'Sankt ', 'Ober', 'Unter', 'Vieux-', 'Nieuw-', ''])[1 + i % 10] ||
      (ARRAY['burg', 'dorf', 'stadt', 'ville', 'wijk', 'haven', 'berg', 'furt', 'münde', 'fält', 'châtel', 'zee', 'bach', 'feld', 'heim',
        'kirchen', 'hausen', 'brück', 'rode', 'au'])[1 + (i / 10) % 20] || chr(97 + i / 200) AS name,
      (ARRAY['DE', 'FR', 'NL', 'PL', 'IT'])[1 + i % 5] AS country,
      40 + random() * 16 AS latitude, -4 + random() * 24 AS longitude, 1.0 / (i + 5) AS weight
      FROM generate_series(0, ${TOWNS - 1}) AS i;
    CREATE TEMP TABLE share AS SELECT *, sum(weight) OVER (ORDER BY i) / sum(weight) OVER () AS upto FROM town;
    CREATE INDEX ON share (upto);
    ANALYZE share;
    INSERT INTO station (id, operator_id, identity, password_hash, name, address, city, country, latitude, longitude, time_zone, online,
        status, facilities)
      SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'BENCH-' || n, 'x',
        (ARRAY['Fast Charge', 'EVgo', 'Stadtwerke', 'Laadpaal', 'Ionity', 'Allego', 'Shell', 'Total', 'Park & Charge', 'City Hub'])[1 + n % 10]
          || ' ' || (ARRAY['Market', 'Station', 'Harbour', 'Hospital', 'Museum', 'Zoo', 'Arena', 'Mall', 'Tower', 'Bridge', 'Forest',
            'Lake'])[1 + (n * 7) % 12] || ' ' || n,
        (ARRAY['Hauptstraße', 'Rue de la Gare', 'Stationsweg', 'Via Roma', 'Bahnhofstraße', 'Kerkstraat', 'Avenue Foch', 'Lange Straat',
          'Marktplatz', 'Schloßallee', 'Ringweg', 'Parkweg'])[1 + (n * 5) % 12] || ' ' || n % 200,
        name, country,
        greatest(-89, least(89, latitude + 0.15 * sqrt(-2 * ln(random() + 1e-12)) * cos(2 * pi() * random()))),
        longitude + 0.25 * sqrt(-2 * ln(random() + 1e-12)) * cos(2 * pi() * random()),
        'Europe/Berlin', random() < 0.95, 'AVAILABLE',
        CASE WHEN random() < 0.2 THEN '{CAFE,WIFI}'::text[] ELSE '{}' END
      FROM (SELECT n, random() AS r FROM generate_series(1, ${STATIONS}) AS n) AS drawn
      CROSS JOIN LATERAL (SELECT * FROM share WHERE upto >= drawn.r ORDER BY upto LIMIT 1) AS near;
    INSERT INTO evse (id, station_id, number, evse_id)
      SELECT gen_random_uuid(), id, n, 'DE*EVG*E' || substr(identity, 7) || '*' || n FROM station, generate_series(1, 2) AS n
      WHERE identity LIKE 'BENCH-%';
    INSERT INTO connector (id, station_id, evse_id, number, standard, format, power_type, max_power_w, status)
      SELECT gen_random_uuid(), station_id, evse_id, 1,
        CASE WHEN h < 60 THEN 'IEC_62196_T2' WHEN h < 95 THEN 'IEC_62196_T2_COMBO' ELSE 'CHADEMO' END, 'CABLE',
        CASE WHEN h < 60 THEN 'AC_3_PHASE' ELSE 'DC' END,
        CASE WHEN h < 60 THEN 22000 WHEN h < 80 THEN 50000 WHEN h < 95 THEN 150000 ELSE 350000 END,
        CASE WHEN random() < 0.6 THEN 'AVAILABLE' WHEN random() < 0.8 THEN 'CHARGING' ELSE 'FAULTED' END
      FROM (SELECT station.id AS station_id, evse.id AS evse_id, abs(hashtext(identity)) % 100 AS h
        FROM station JOIN evse ON evse.station_id = station.id WHERE identity LIKE 'BENCH-%') AS made;
    COMMIT;
  `)
  for (const table of ['station', 'evse', 'connector', 'cell']) await database.query(`VACUUM ANALYZE stations.${table}`)
}
