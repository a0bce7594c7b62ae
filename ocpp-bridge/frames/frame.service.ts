import { requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { chargePointAt } from '../charge-point.service.ts'
import type { Context } from '../context.ts'
import { createTurns } from '#lib/work/turns.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { framesAfter, listFrames, newestFrame, type FrameFilter, type FrameRow } from './frame.queries.ts'

/** The frames of a charger that the caller was shown, the newest first. */
export function framesOf({ db, caller }: Context, stationId: string, filter: FrameFilter, args: PageArgs): Promise<Page<FrameRow>> {
  const { userId } = requireOperator(caller, 'chargers:read')
  return idPage(args, (page) => {
    const list = () => listFrames(db, stationId, filter, page)
    return filter.text == null ? list() : searching(userId, 1, list)
  })
}

/** One question may search at many chargers. Others get their turn in between. */
const searching = createTurns(OCPP_LIMITS.frames.searchesAtOnce)

/** Every frame of a charger of the caller's from now on, in order. */
export async function watchFrames(ctx: Context, stationId: string): Promise<AsyncGenerator<FrameRow, void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await chargePointAt(ctx, stationId)) === null) throw notFound('charge point', ['chargePointId'])
  const bell = { gone: false, rung: false, wake: () => {} }
  const frames = follow(ctx, stationId, bell)
  const end = frames.return.bind(frames)
  // A generator hears of `return` only at its next yield. Without this, one that waits for a frame would wait and listen for ever.
  frames.return = (value) => {
    bell.gone = true
    bell.wake()
    return end(value)
  }
  return frames
}

const AT_ONCE = 100

async function* follow(
  ctx: Context,
  stationId: string,
  bell: { gone: boolean; rung: boolean; wake: () => void },
): AsyncGenerator<FrameRow, void, void> {
  using _ears = await ctx.frameWatchers.watch(stationId, () => {
    bell.rung = true
    bell.wake()
  })
  for (let last = await newestFrame(ctx.db, stationId); ;) {
    const { promise, resolve } = Promise.withResolvers<void>()
    bell.wake = resolve
    if (!bell.rung && !bell.gone) await promise
    if (bell.gone) return
    bell.rung = false
    for (let isFull = true; isFull;) {
      const [point, rows] = await Promise.all([chargePointAt(ctx, stationId), framesAfter(ctx.db, stationId, last, AT_ONCE)])
      // The charger may have another operator by now.
      if (point === null) return
      for (const row of rows) {
        yield row
        last = row.id
      }
      isFull = rows.length === AT_ONCE
    }
  }
}
