import { sql } from 'kysely'

/** A moment that lies so many milliseconds back, by the database's clock. */
export const ago = (milliseconds: number) => sql<Date>`now() - make_interval(secs => ${milliseconds / 1000})`

/** A moment that lies so many days back, by the database's clock. */
export const daysAgo = (days: number) => sql<Date>`now() - make_interval(days => ${days})`
