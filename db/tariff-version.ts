import { sql, type JSONColumnType, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'

/** The table of the boxes that price: tariffs as stations says them. */
export interface TariffTables {
  tariff_version: { tariff_id: string; version: number; valid_from: Date; data: JSONColumnType<TariffData> }
}
export type TariffVersion = Selectable<TariffTables['tariff_version']>

/** Keeps a version of a tariff. A version never changes, so a word that comes again says nothing new. */
export const saveTariff = async <DB extends TariffTables>(
  trx: Transaction<DB>,
  { tariffId, version, validFrom, tariff }: EventCatalogue['stations.tariff.saved'],
): Promise<void> =>
  void (await tariffs(trx)
    .insertInto('tariff_version')
    .values({ tariff_id: tariffId, version, valid_from: new Date(validFrom), data: JSON.stringify(tariff) })
    .onConflict((c) => c.doNothing())
    .execute())

/** The version of a tariff that was valid at a time; of two from the same moment, the later one. Before the first one, it is the first one. */
export const versionAt = <DB extends TariffTables>(
  db: Kysely<DB>,
  tariffId: string,
  at: Date,
): Promise<TariffVersion | undefined> =>
  tariffs(db)
    .selectFrom('tariff_version')
    .selectAll()
    .where('tariff_id', '=', tariffId)
    .orderBy(sql`valid_from <= ${at}`, 'desc')
    .orderBy(sql`CASE WHEN valid_from <= ${at} THEN (valid_from, version) END`, 'desc')
    .orderBy('valid_from')
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()

/** Kysely cannot infer tables through a type parameter. */
const tariffs = <DB extends TariffTables>(db: Kysely<DB>): Kysely<TariffTables> => db as unknown as Kysely<TariffTables>
