import type pg from 'pg'

/** The searches as they were before: asked of the database directly, so that they have no gateway to pay for. */
export const before = {
  nearest: (database: pg.Client, place: { latitude: number; longitude: number }, withinM: number, minPowerW: number) =>
    database.query(
      `SELECT connector.*, station.status AS station_status, station.online AS station_online,
        earth_distance(station.position, ll_to_earth($1, $2)) AS distance_m
      FROM connector JOIN station ON station.id = connector.station_id
      WHERE station.position <@ earth_box(ll_to_earth($1, $2), $3) AND earth_distance(station.position, ll_to_earth($1, $2)) <= $3
        AND connector.max_power_w >= $4
      ORDER BY earth_distance(station.position, ll_to_earth($1, $2)), connector.id LIMIT 21`,
      [place.latitude, place.longitude, withinM, minPowerW],
    ),
  name: (database: pg.Client, part: string) =>
    database.query(`SELECT * FROM station WHERE position(lower($1) in lower(name)) > 0 ORDER BY name, id LIMIT 21`, [part]),
  city: (database: pg.Client, city: string) =>
    database.query(`SELECT * FROM station WHERE lower(city) = lower($1) ORDER BY name, id LIMIT 21`, [city]),
  clusters: (database: pg.Client, box: { south: number; west: number; north: number; east: number }) =>
    database.query(
      `SELECT floor(longitude * 4), floor(latitude * 4), count(*), avg(longitude), avg(latitude) FROM station
      WHERE latitude BETWEEN $1 AND $3 AND longitude BETWEEN $2 AND $4 GROUP BY 1, 2`,
      [box.south, box.west, box.north, box.east],
    ),
}
