import { sql } from 'kysely'

/** The moment this many milliseconds ago, by the database's clock. */
export const ago = (milliseconds: number) => sql<Date>`now() - make_interval(secs => ${milliseconds / 1000})`

/** The moment in this many milliseconds, by the database's clock. */
export const fromNow = (milliseconds: number) => sql<Date>`now() + make_interval(secs => ${milliseconds / 1000})`

/** The moment this many days ago, by the database's clock. */
export const daysAgo = (days: number) => sql<Date>`now() - make_interval(days => ${days})`
