import { hasRole, mayUse, operates } from '#lib/access.ts'
import { refuseSandbox } from '#lib/partners/sandbox.ts'
import { badInput } from '#lib/errors.ts'
import { isIdPart, isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../context.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import type { Db, Station } from '../tables.ts'
import { countCells, countedCells, type Counted } from './cluster.queries.ts'
import { hasConnector, NOT_RETIRED, pinFits, PUBLISHED, stationFits, type StationFilter } from './filter.ts'
import { atMostCells, COUNTED, type Box, type Cells } from './grid.ts'
import { listStations } from './list.queries.ts'
import { nearestConnectors, type NearConnector, type NearestFilter } from './nearest.queries.ts'
import { hasWords, keyOf, listByWords, nameHas, wordsOf } from './text.queries.ts'

/** Connectors around a place, the nearest first, for everybody. Pages only go forward, because "nearest" has one end. */
export async function findNearest(
  ctx: Context,
  filter: NearestFilter,
  args: Pick<PageArgs, 'first' | 'after'>,
): Promise<Page<NearConnector>> {
  refuseSandbox(ctx.caller)
  const words = await given(ctx.db, filter.text, ['input', 'text'])
  return keysetPage({
    args,
    fetch: ({ past, limit }) => nearestConnectors(ctx.db, filter, words, { past, limit }),
    key: (row) => [row.straight_m, row.id],
    parts: [(straight) => typeof straight === 'number', isIdPart],
  })
}

/**
 * Stations by name, or by how well they fit a text; for everybody. Those that are private or retired are found by their operator alone, who
 * asks for their own.
 */
export async function listedStations(
  ctx: Context,
  filter: StationFilter & { retired?: boolean | null | undefined },
  args: PageArgs,
): Promise<Page<Station>> {
  const { db } = ctx
  const words = await given(db, filter.text, ['filter', 'text'])
  const conditions = [...(await conditionsOf(db, filter)), ...seenBy(ctx, filter)]
  if (words.length > 0)
    return keysetPage({
      args,
      fetch: (page) => listByWords(db, words, conditions, page),
      key: keyOf,
      parts: [(rank) => rank === 0 || rank === 1, isTextPart, isIdPart],
    })
  return keysetPage({
    args,
    fetch: (page) => listStations(db, conditions, page),
    key: (station) => [station.name, station.id],
    parts: [isTextPart, isIdPart],
  })
}

/** Stations in a part of the map, and the level of its cells. */
export interface MapView {
  level: number
  cells: Counted[]
}

/**
 * How many stations are where on a map, for everybody. A map at `zoom` has a cell for each 64 by 64 points. What nothing restricts has been
 * counted before.
 */
export async function stationsIn({ caller, db }: Context, box: Box, zoom: number, filter: StationFilter): Promise<MapView> {
  refuseSandbox(caller)
  if (box.south > box.north) throw badInput(['box', 'south'], 'South of the box is not north of its north.')
  const cells: Cells = atMostCells(box, zoom + 2, STATIONS_LIMITS.cells)
  const words = await given(db, filter.text, ['filter', 'text'])
  const name = await nameOf(db, filter)
  const { pins, rest } = pinFits(filter)
  const fits = { pins, stations: [...stationFits(rest), ...hasWords(words), ...nameHas(name)] }
  const counted = pins.length + fits.stations.length === 0 && cells.level <= COUNTED.to
  return { level: cells.level, cells: counted ? await countedCells(db, cells) : await countCells(db, cells, fits) }
}

/** The words of the name that a filter asks for. Refuses what cannot be in it. */
function nameOf(db: Db, { box, nameContains }: StationFilter): Promise<string[]> {
  if (box != null && box.south > box.north)
    throw badInput(['filter', 'box', 'south'], 'South of the box is not north of its north.')
  return given(db, nameContains, ['filter', 'nameContains'])
}

/** All conditions of a filter on a row of `station`, but for its text. */
const conditionsOf = async (db: Db, filter: StationFilter): Promise<RawBuilder<boolean>[]> => {
  const name = await nameOf(db, filter)
  return [...stationFits(filter), ...hasConnector(filter), ...nameHas(name)]
}

/** The words of a text that was given. One without a letter or a digit would find everything. */
async function given(db: Db, text: string | null | undefined, path: string[]): Promise<string[]> {
  if (text == null) return []
  const words = await wordsOf(db, text)
  if (words.length === 0) throw badInput(path, 'There is no letter and no digit in it.')
  return words.slice(0, STATIONS_LIMITS.words)
}

function seenBy({ caller }: Context, filter: Parameters<typeof listedStations>[1]): RawBuilder<boolean>[] {
  const own = hasRole(caller, 'ADMIN') || (filter.operatorId != null && operates(caller, filter.operatorId))
  // A key of the sandbox finds its own stations, whatever it asks for.
  if (caller.kind === 'client' && caller.sandbox) return [sql`station.operator_id = ${caller.partnerId}`]
  if (!own || !mayUse(caller, 'stations:read')) return [PUBLISHED]
  return filter.retired === true ? [] : [NOT_RETIRED]
}
