import { audit } from '#db/audit.ts'
import { requireOperator } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { lockOwnChargePoint, owns } from '../charge-point.ts'
import type { Context } from '../context.ts'
import type { RunKind } from '../tables.ts'
import { end } from './run.handler.ts'
import { listRuns, lockRun, runs, type Run } from './run.queries.ts'

/** A run of a charger of the caller's; null if there is none. */
export async function visibleRun(ctx: Context, kind: RunKind, id: string): Promise<Run | null> {
  requireOperator(ctx.caller, 'chargers:read')
  const run = await ctx.loaders.run.load(id)
  const chargePoint = run?.kind === kind ? await ctx.loaders.chargePoint.load(run.station_id) : null
  return run !== null && chargePoint !== null && owns(ctx.caller, chargePoint) ? run : null
}

/** The runs of a charger that the caller was shown, the newest first. */
export function runsOf({ db, caller }: Context, stationId: string, kind: RunKind, args: PageArgs): Promise<Page<Run>> {
  requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => listRuns(db, stationId, kind, page))
}

/** A run as it is, and again at each change, until it is over. */
export async function watchRun(ctx: Context, kind: RunKind, runId: string): Promise<AsyncGenerator<Run, void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await visibleRun(ctx, kind, runId)) === null) throw notFound('run', ['runId'])
  return liveStream({
    bus: ctx.bus,
    names: ['ocpp.run.changed'],
    matches: ({ data }) => data.runId === runId,
    read: () => visibleRun(ctx, kind, runId),
    isLast: ({ ended_at }) => ended_at !== null,
  })
}

/** Gives a run up, so that another can be asked for. What the charger still does of it, it does. One that is over stays as it is. */
export function abandonRun(ctx: Context, runId: string): Promise<Run> {
  const caller = requireOperator(ctx.caller, 'chargers:command')
  const unknown = notFound('run', ['input', 'runId'])
  return ctx.db.transaction().execute(async (trx) => {
    const [found] = await runs(trx, [runId])
    if (found === undefined) throw unknown
    await lockOwnChargePoint(trx, caller, found.station_id, unknown)
    const run = (await lockRun(trx, runId)) ?? found
    if (run.ended_at !== null) return run
    if (run.state === 'REQUESTED')
      throw refuse('CONFLICT', 'The charger has not answered yet. Call its command off instead.', ['input', 'runId'])
    await audit(trx, caller.userId, 'charge-point.run-abandoned', run.station_id, { runId, kind: run.kind })
    return end(trx, run, 'CANCELLED', 'It was given up.')
  })
}
