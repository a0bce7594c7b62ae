import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from '#lib/events.ts'
import { greyOf } from '../../verification/networks/grey.ts'
import { choose } from '../../verification/inference/odometer.ts'
import { readBoxes } from '../../verification/inference/odometer-looks.ts'
import type { Pixels } from '../../verification/pixels.ts'
import { DATA } from '../../verification/training/evaluate-data.ts'
import { drawnSubjects, subjects, type Subject } from '../../verification/training/readings.ts'
import { before, now, type Variant } from './variants/models.ts'
import { percent, type Row } from './variants/row.ts'

/** Photos of each source, fewer for a quick look; of the test vehicles' photos every fourth. */
const PHOTOS = Number(process.env['BENCH_PHOTOS'] ?? 60)

/** What one variant made of one source's photos. */
interface Tally {
  photos: number
  exact: Record<'nothing' | 'previous' | 'frame' | 'both' | 'box' | 'side' | 'sideFramed', number>
  approved: Record<'nothing' | 'previous' | 'frame' | 'both', number>
  wrong: number
  noDashboard: number
  finderRuns: number
}

export async function* rows(): AsyncGenerator<Row> {
  const variants = [await before(), await now()]
  const cars = { vehicles: 'other vehicles, known source', drawn: 'drawn cars of other countries' }
  const goals = {
    vehicles: { exact: '93 / 96 / – / 98 %', approved: '55 / 75 %', noDashboard: '≤ 1 %' },
    drawn: { exact: '75 / 82 / 92 / 90 %', approved: '– / 40 %', noDashboard: '≤ 3 %' },
  }
  for (const source of ['vehicles', 'drawn'] as const) {
    const photos = source === 'drawn' ? drawnSubjects('test', PHOTOS) : testPhotos()
    const [then, today] = await tallied(variants, photos)
    if (!then || !today || today.photos === 0) continue
    const goal = goals[source]
    const row = (measure: string, of: (tally: Tally) => string, wanted: string): Row => ({
      measure: `${cars[source]} (${today.photos}): ${measure}`,
      before: of(then),
      now: of(today),
      goal: wanted,
    })
    const shares = (tally: Tally, ...counts: number[]) => counts.map((count) => percent(count, tally.photos)).join(' / ')
    yield row(
      'exact: nothing known / previous / frame + previous / correct box',
      (t) => shares(t, t.exact.nothing, t.exact.previous, t.exact.both, t.exact.box),
      goal.exact,
    )
    yield row('approved: nothing known / previous', (t) => shares(t, t.approved.nothing, t.approved.previous), goal.approved)
    yield row('approved in a frame: nothing known / previous', (t) => shares(t, t.approved.frame, t.approved.both), 'more')
    yield row('approved and wrong, of four askings', (t) => String(t.wrong), '0')
    yield row('on their side, exact: whole / in a frame', (t) => shares(t, t.exact.side, t.exact.sideFramed), 'not less in a frame')
    yield row('called no dashboard', (t) => shares(t, t.noDashboard), goal.noDashboard)
    yield row('finder runs a photo, nothing known', (t) => (t.finderRuns / t.photos).toFixed(1), '≤ 3')
  }
}

/** None without the licensed photos, or before `split.py` and `straighten.py` have divided them. */
async function* testPhotos(): AsyncGenerator<Subject> {
  const split = join(import.meta.dirname, '../../verification/training/.cache/straight.json')
  if (!existsSync(DATA) || !existsSync(split)) return
  const wanted = (index: number) => index % 4 === 0
  let [index, taken] = [0, 0]
  for await (const subject of subjects('test')) {
    if (!wanted(index++)) continue
    if (taken++ === PHOTOS) return
    yield subject
  }
}

async function tallied(variants: readonly Variant[], photos: AsyncIterable<Subject>): Promise<Tally[]> {
  const tallies = variants.map((): Tally => ({
    photos: 0,
    exact: { nothing: 0, previous: 0, frame: 0, both: 0, box: 0, side: 0, sideFramed: 0 },
    approved: { nothing: 0, previous: 0, frame: 0, both: 0 },
    wrong: 0,
    noDashboard: 0,
    finderRuns: 0,
  }))
  for await (const subject of photos)
    for (const [i, variant] of variants.entries()) {
      const tally = tallies[i]
      if (tally) await count(tally, variant, subject)
    }
  return tallies
}

async function count(
  tally: Tally,
  { engine, models, runs, threshold }: Variant,
  { of, pixels, box, frame }: Subject,
): Promise<void> {
  const read = (photo: Pixels, guideFrame: Frame | null, previous: number | null) =>
    engine.readOdometer({ kind: 'odometer', photo, guideFrame, previous })
  const previous = Math.max(0, of.truth - 700)
  const [approve, least] = [threshold('ODOMETER_READER', 'approve'), threshold('DASHBOARD', 'least')]
  tally.photos++
  const runsBefore = runs.get('ODOMETER_FINDER') ?? 0
  const nothing = await read(pixels, null, null)
  tally.finderRuns += (runs.get('ODOMETER_FINDER') ?? 0) - runsBefore
  tally.noDashboard += Number((nothing.dashboard ?? 1) < least)
  const asked = {
    nothing,
    previous: await read(pixels, null, previous),
    frame: await read(pixels, frame, null),
    both: await read(pixels, frame, previous),
  }
  for (const [name, { value, confidence, dashboard }] of Object.entries(asked) as [keyof typeof asked, typeof nothing][]) {
    const [right, approved] = [value === of.truth, confidence >= approve && (dashboard ?? 1) >= least]
    tally.exact[name] += Number(right)
    tally.approved[name] += Number(approved)
    tally.wrong += Number(approved && !right)
  }
  const labelled = await readBoxes(models, greyOf(pixels), [{ box, score: 0.9, place: 'ANYWHERE' }])
  tally.exact.box += Number(choose(models, pixels, labelled, null).best?.value === of.truth)
  const turned = onItsSide(pixels)
  const { left, top, width, height } = frame
  const turnedFrame = { left: 1 - top - height, top: left, width: height, height: width }
  tally.exact.side += Number((await read(turned, null, null)).value === of.truth)
  tally.exact.sideFramed += Number((await read(turned, turnedFrame, null)).value === of.truth)
}

/** Turned by a quarter, clockwise. */
function onItsSide({ data, width, height }: Pixels): Pixels {
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) turned[(x * height + height - 1 - y) * 3 + c] = data[(y * width + x) * 3 + c] ?? 0
  return { data: turned, width: height, height: width }
}
